// SPDX-License-Identifier: Apache-2.0
// epubcheck.mjs FILE.epub...: one line of JSON a file, {file, problems: [text]}. Errors and warnings
// of EPUBCheck's rules.
import { readFile } from "node:fs/promises";
import { EpubCheck } from "@likecoin/epubcheck-ts";

for (const file of process.argv.slice(2)) {
  const result = await EpubCheck.validate(await readFile(file));
  const problems = result.messages
    .filter((message) => ["fatal", "error", "warning"].includes(message.severity))
    .map(({ severity, id, message, location }) =>
      `${severity} ${id} ${location?.path ?? ""}:${location?.line ?? ""} ${message}`);
  console.log(JSON.stringify({ file, problems }));
}
