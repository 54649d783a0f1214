// SPDX-License-Identifier: Apache-2.0
// axe.mjs FILE.html...: one line of JSON a file, {file, problems: [text]}. Each page is opened without
// network in a light and a dark window 320 px wide: violations of WCAG 2.2 A and AA, scrolling
// sideways, requests that leave the page.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function look(browser, url, scheme) {
  const problems = [];
  const page = await browser.newPage();
  await page.setViewport({ width: 320, height: 640 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  // Pictures are the document's own; all else must be in the page.
  page.on("request", (request) => {
    const known = request.url() === url || request.url().startsWith("data:");
    if (!known && request.resourceType() !== "image") {
      problems.push(`${scheme} request ${request.resourceType()} ${request.url()}`);
    }
  });
  await page.goto(url, { waitUntil: "load" });
  const sideways = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const wide = [...document.querySelectorAll("main *")].filter((one) =>
      one.getBoundingClientRect().right > root.clientWidth && !one.closest("[tabindex='0']"));
    return `${root.scrollWidth}px: ${wide.slice(-1)[0]?.outerHTML.slice(0, 120)}`;
  });
  if (sideways) problems.push(`${scheme} scrolls sideways at 320px, ${sideways}`);
  await page.addScriptTag({ path: axe });
  const result = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), TAGS);
  for (const violation of result.violations) {
    const [node] = violation.nodes;
    problems.push(`${scheme} ${violation.id} (${violation.nodes.length}) ${node.html.slice(0, 160)} ` +
                  `${node.failureSummary.split("\n")[1] ?? ""}`);
  }
  await page.close();
  return problems;
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update",
         "--host-resolver-rules=MAP * ~NOTFOUND"],
});
try {
  for (const file of process.argv.slice(2)) {
    const url = pathToFileURL(file).href;
    const problems = [];
    for (const scheme of ["light", "dark"]) problems.push(...(await look(browser, url, scheme)));
    console.log(JSON.stringify({ file, problems }));
  }
} finally {
  await browser.close();
}
