// SPDX-License-Identifier: Apache-2.0
// Inkstone from Node, by koffi:  npm install && node convert_file.js INPUT.md OUTPUT.pdf
// INKSTONE_LIBRARY names libinkstone_c.so when it is not where the system looks.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import koffi from 'koffi';

const library = koffi.load(process.env.INKSTONE_LIBRARY ?? 'libinkstone_c.so.0');
const call = {
  version: library.func('const char *inkstone_version()'),
  optionsNew: library.func('void *inkstone_options_new()'),
  optionsFree: library.func('void inkstone_options_free(void *options)'),
  optionsSet: library.func(
    'int inkstone_options_set(void *options, const char *name, size_t n, const char *value, size_t v)'),
  converterNew: library.func('int inkstone_converter_new(void *options, _Out_ void **converter)'),
  converterFree: library.func('void inkstone_converter_free(void *converter)'),
  convert: library.func(
    'int inkstone_convert(void *converter, void *options, const uint8_t *markdown, size_t size, ' +
    'void *sink, void *user, _Out_ void **result)'),
  message: library.func('const char *inkstone_result_message(void *result)'),
  bytes: library.func('void *inkstone_result_bytes(void *result, _Out_ size_t *size)'),
  pages: library.func('uint32_t inkstone_result_pages(void *result)'),
  resultFree: library.func('void inkstone_result_free(void *result)'),
};

/** Bytes of the output; throws an Error with the library's words when the document fails. */
function convert(converter, markdown, options) {
  const handle = call.optionsNew();
  const result = [null];
  try {
    for (const [name, value] of Object.entries(options)) {
      call.optionsSet(handle, name, Buffer.byteLength(name), value, Buffer.byteLength(value));
    }
    const status = call.convert(converter, handle, markdown, markdown.length, null, null, result);
    if (status !== 0) throw new Error(call.message(result[0]));
    const size = [0];
    const bytes = call.bytes(result[0], size);
    const output = Buffer.from(koffi.decode(bytes, koffi.array('uint8_t', Number(size[0]), 'Typed')));
    return { output, pages: call.pages(result[0]) };
  } finally {
    call.resultFree(result[0]);
    call.optionsFree(handle);
  }
}

const [source, target] = process.argv.slice(2);
if (!source || !target) {
  console.error('usage: node convert_file.js INPUT.md OUTPUT');
  process.exit(2);
}
const converter = [null];
if (call.converterNew(null, converter) !== 0) throw new Error('no converter');
const { output, pages } = convert(converter[0], readFileSync(source), {
  to: extname(target).slice(1), 'base-path': dirname(source), 'source-name': source,
});
writeFileSync(target, output);
call.converterFree(converter[0]);
console.log(`Inkstone ${call.version()}: ${pages} pages`);
