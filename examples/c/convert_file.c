/* SPDX-License-Identifier: Apache-2.0 */
/* Converts a Markdown file from C:  convert_file INPUT.md OUTPUT.pdf
 * The format is the output's extension. Images come from the input's folder and from nowhere else. */
#include <inkstone.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char* read_file(const char* path, size_t* size) {
    FILE* file = fopen(path, "rb");
    char* bytes = NULL;
    long length = 0;
    if (file == NULL) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0) {
        rewind(file);
        bytes = malloc((size_t)length + 1);
        if (bytes != NULL) *size = fread(bytes, 1, (size_t)length, file);
    }
    fclose(file);
    return bytes;
}

/* Output bytes come here as they are made. */
static int write_bytes(void* user, const char* bytes, size_t size) {
    return fwrite(bytes, 1, size, user) == size ? 0 : 1;
}

static void print_messages(const inkstone_result* result) {
    size_t index = 0;
    for (; index < inkstone_result_diagnostic_count(result); ++index) {
        inkstone_diagnostic entry;
        entry.struct_size = sizeof entry;
        inkstone_result_diagnostic(result, index, &entry);
        fprintf(stderr, "%s:%u:%u: %s [%s]\n", entry.file, (unsigned)entry.line,
                (unsigned)entry.column, entry.message, entry.code);
    }
}

static inkstone_status convert(const char* markdown, size_t size, const char* source,
                               const char* target, FILE* out) {
    inkstone_converter* converter = NULL;
    inkstone_result* result = NULL;
    inkstone_options* options = inkstone_options_new();
    const char* dot = strrchr(target, '.');
    const char* slash = strrchr(source, '/');
    inkstone_status status = INKSTONE_INTERNAL;

    inkstone_options_set(options, "to", INKSTONE_Z, dot != NULL ? dot + 1 : "pdf", INKSTONE_Z);
    inkstone_options_set(options, "source-name", INKSTONE_Z, source, INKSTONE_Z);
    inkstone_options_set(options, "base-path", INKSTONE_Z, slash != NULL ? source : ".",
                         slash != NULL ? (size_t)(slash - source) : 1);
    if (inkstone_converter_new(options, &converter) == INKSTONE_OK) {
        status = inkstone_convert(converter, options, markdown, size, write_bytes, out, &result);
    }
    print_messages(result);
    if (status != INKSTONE_OK) {
        fprintf(stderr, "failed: %s\n", inkstone_result_message(result));
    } else {
        printf("Inkstone %s: %u pages\n", inkstone_version(), (unsigned)inkstone_result_pages(result));
    }
    inkstone_result_free(result);
    inkstone_converter_free(converter);
    inkstone_options_free(options);
    return status;
}

int main(int argc, char** argv) {
    size_t size = 0;
    char* markdown = NULL;
    FILE* out = NULL;
    inkstone_status status = INKSTONE_USAGE;
    if (argc != 3) {
        fprintf(stderr, "usage: %s INPUT.md OUTPUT\n", argv[0]);
        return 2;
    }
    markdown = read_file(argv[1], &size);
    out = fopen(argv[2], "wb");
    if (markdown != NULL && out != NULL) status = convert(markdown, size, argv[1], argv[2], out);
    if (out == NULL || fclose(out) != 0) status = INKSTONE_OUTPUT;
    free(markdown);
    return status == INKSTONE_OK ? 0 : 1;
}
