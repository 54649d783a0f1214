// SPDX-License-Identifier: Apache-2.0
// Compiles Typst source to PDF by the compiler that npm has: node typst_compile.mjs IN.typ OUT.pdf
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const npm = process.env.INKSTONE_BENCH_NPM ?? ".";
const require = createRequire(path.join(path.resolve(npm), "package.json"));
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");

if (process.argv[2] === "--version") {
  console.log(`typst-ts-node-compiler ${require("@myriaddreamin/typst-ts-node-compiler/package.json").version}`);
} else {
  const [input, output] = process.argv.slice(2);
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ["/usr/share/fonts"] }] });
  writeFileSync(output, compiler.pdf({ mainFileContent: readFileSync(input, "utf8") }));
}
