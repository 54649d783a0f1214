// SPDX-License-Identifier: Apache-2.0
// pdfjs.mjs FILE.pdf...: what pdf.js reads, one line of JSON a file: {file, problems, title, lang, pages,
// roles, headings}. pages: the text of each page; roles: how often the tree names each; headings:
// [role, text] in order. Problems: content that no element holds, marks without content, no tree.
import { readFile } from "node:fs/promises";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

// Text by marked-content id, and what stands in no tagged sequence and no artifact.
function sequences(items) {
  const byId = new Map(), open = [];
  let loose = "", all = "";
  for (const item of items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") {
      open.push({ id: item.id, artifact: item.tag === "Artifact" });
      if (item.id) byId.set(item.id, byId.get(item.id) ?? "");
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else {
      const id = open.findLast((one) => one.id)?.id;
      if (id) byId.set(id, byId.get(id) + item.str);
      else if (!open.some((one) => one.artifact)) loose += item.str;
      all += item.str + (item.hasEOL ? "\n" : "");
    }
  }
  return { byId, loose, all };
}

function walk(node, visit) {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

async function read(file) {
  const result = { file, problems: [], pages: [], roles: {}, headings: [] };
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: VerbosityLevel.ERRORS,
                             useSystemFonts: false });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  result.title = info.Title;
  result.lang = info.Language;
  for (let number = 1; number <= document.numPages; ++number) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const tree = await page.getStructTree();
    const { byId, loose, all } = sequences(content.items);
    const held = new Set();
    result.pages.push(all);
    if (loose.trim()) result.problems.push(`page ${number}: in no element: ${loose.slice(0, 60)}`);
    if (!tree) {
      if (byId.size > 0) result.problems.push(`page ${number} has no structure`);
      continue;
    }
    walk(tree, (node) => {
      if (node.type === "content") held.add(node.id);
      if (!node.role) return;
      result.roles[node.role] = (result.roles[node.role] ?? 0) + 1;
      if (!/^H[1-6]$/.test(node.role)) return;
      let text = "";
      walk(node, (part) => { if (part.type === "content") text += byId.get(part.id) ?? ""; });
      result.headings.push([node.role, text]);
    });
    for (const id of byId.keys()) {
      if (!held.has(id)) result.problems.push(`page ${number}: the tree does not hold ${id}`);
    }
    for (const id of held) {
      if (!byId.has(id)) result.problems.push(`page ${number}: the tree holds ${id}, which is not there`);
    }
  }
  await task.destroy();
  return result;
}

for (const file of process.argv.slice(2)) {
  try {
    console.log(JSON.stringify(await read(file)));
  } catch (error) {
    console.log(JSON.stringify({ file, problems: [`pdf.js gave up: ${error}`] }));
  }
}
