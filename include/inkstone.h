/* SPDX-License-Identifier: Apache-2.0 */
/* Inkstone from C, and from every language that can call C: Markdown in, PDF, EPUB or HTML out.
 *
 * Conventions of every function below
 *  1. Texts are UTF-8, given as pointer and length in bytes, and need no NUL at the end. The length
 *     INKSTONE_Z stands for strlen() of the pointer. A null pointer with length 0 is the empty
 * text.
 *  2. Handles are opaque. What ends in _new gives one, what ends in _free takes it back; a null
 *     handle may be freed.
 *  3. Calls that can fail return an inkstone_status, INKSTONE_OK being 0. The words for it are in
 * the inkstone_result or, for options, in inkstone_options_message.
 *  4. Pointers that a call gives point into the handle that it was asked of, end with a NUL for
 *     convenience, and hold until that handle is changed or freed.
 *  5. No C++ exception and no longjmp leaves a call; nothing is printed; the process is never
 * ended.
 *  6. There is no global state. Any number of converters may exist, one after the other or at once.
 *  7. One converter may be used by many threads at once, except by inkstone_converter_add_writer,
 *     which must come first. Options may be shared while nobody changes them. A result or a
 * document belongs to one thread at a time. inkstone_cancel_set may be called from anywhere.
 *  8. Callbacks run on the thread that called, before the call returns. They must not throw.
 *  9. No file is read but those below the option base-path, and only when the document names them;
 *     without that option none. The network is never used. A resolver replaces this rule by its
 * own.
 * 10. Bytes out go to the sink as they are made, or, without a sink, into the result.
 * 11. Structures that the caller fills or gives carry their size first, so that a later version can
 *     add members: set struct_size to sizeof of the structure.
 */
#ifndef INKSTONE_H
#define INKSTONE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define INKSTONE_C_API
#else
#define INKSTONE_C_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define INKSTONE_Z ((size_t)-1)

typedef enum inkstone_status {
    INKSTONE_OK = 0,
    INKSTONE_USAGE = 1,        /* an option, format or argument is not valid */
    INKSTONE_INPUT = 2,        /* the input is not acceptable */
    INKSTONE_OUTPUT = 3,       /* the sink refused bytes */
    INKSTONE_MISSING_FONT = 4, /* a font of the default set is not installed */
    INKSTONE_LIMIT = 5,        /* a limit was reached */
    INKSTONE_CANCELLED = 6,    /* the cancel flag was set, or a progress callback said stop */
    INKSTONE_INTERNAL = 7      /* out of memory, or a bug */
} inkstone_status;

typedef enum inkstone_severity {
    INKSTONE_NOTE = 0,
    INKSTONE_WARNING = 1,
    INKSTONE_ERROR = 2
} inkstone_severity;

typedef struct inkstone_converter inkstone_converter;
typedef struct inkstone_options inkstone_options;
typedef struct inkstone_document inkstone_document;
typedef struct inkstone_result inkstone_result;
typedef struct inkstone_cancel inkstone_cancel;
typedef struct inkstone_resource inkstone_resource;
typedef struct inkstone_output inkstone_output;

/* One message. Lines and columns count from 1, columns in bytes; 0 means unknown. */
typedef struct inkstone_diagnostic {
    size_t struct_size;
    inkstone_severity severity;
    uint32_t line;
    uint32_t column;
    const char* file;
    const char* code; /* stable kebab-case name, such as "missing-glyph" */
    const char* message;
    const char* hint; /* may be empty */
} inkstone_diagnostic;

/* Takes bytes of output. Returns 0, or anything else to stop with INKSTONE_OUTPUT. */
typedef int (*inkstone_sink)(void* user, const char* bytes, size_t size);

/* Answers a reference of the document: calls inkstone_resource_set and returns INKSTONE_OK, or
 * returns another status to say no. Called from several threads when the options are shared. */
typedef inkstone_status (*inkstone_resolver)(void* user,
                                             const char* reference,
                                             size_t size,
                                             inkstone_resource* answer);

/* Told after reading (pages 0) and after each page of a PDF. Returns 0, or anything else to stop
 * with INKSTONE_CANCELLED. */
typedef int (*inkstone_progress)(void* user, uint32_t pages);

/* Writes a format of the caller's own: `json` is the whole document as JSON (the format "json").
 * Bytes go out by inkstone_output_write. */
typedef inkstone_status (*inkstone_writer)(void* user,
                                           const char* json,
                                           size_t size,
                                           inkstone_output* output);

/* "0.1.0" */
INKSTONE_C_API const char* inkstone_version(void);

/* ---- Options: one set for reading, writing and the converter -----------------------------------
 */

INKSTONE_C_API inkstone_options* inkstone_options_new(void);
INKSTONE_C_API void inkstone_options_free(inkstone_options* options);

/* Sets an option by the name it has on the command line, without dashes. Beside the options of the
 * formats (`convert --help`): from, to, lang, source-name, base-path, metadata (KEY=VALUE,
 * repeatable), creation-timestamp, max-input-bytes, max-nesting, max-pages, max-pixels; and for
 * inkstone_converter_new: font-path (repeatable), ignore-system-fonts. A flag takes "true" or
 * "false". Errors: INKSTONE_USAGE for a number that is none. An unknown name is refused by the call
 * that uses the options, with the nearest known name. */
INKSTONE_C_API inkstone_status inkstone_options_set(inkstone_options* options,
                                                    const char* name,
                                                    size_t name_size,
                                                    const char* value,
                                                    size_t value_size);
/* Why the last inkstone_options_set failed. */
INKSTONE_C_API const char* inkstone_options_message(const inkstone_options* options);

INKSTONE_C_API void inkstone_options_set_resolver(inkstone_options* options,
                                                  inkstone_resolver resolver,
                                                  void* user);
INKSTONE_C_API void inkstone_options_set_progress(inkstone_options* options,
                                                  inkstone_progress progress,
                                                  void* user);
/* `cancel` must live as long as the options are used. */
INKSTONE_C_API void inkstone_options_set_cancel(inkstone_options* options,
                                                const inkstone_cancel* cancel);

INKSTONE_C_API inkstone_cancel* inkstone_cancel_new(void);
INKSTONE_C_API void inkstone_cancel_free(inkstone_cancel* cancel);
/* Stops every conversion that uses the flag, at its next page or step. */
INKSTONE_C_API void inkstone_cancel_set(inkstone_cancel* cancel);

/* Copies the bytes of a resource. Errors: INKSTONE_INTERNAL, when memory is out. */
INKSTONE_C_API inkstone_status inkstone_resource_set(inkstone_resource* resource,
                                                     const char* bytes,
                                                     size_t size);

/* ---- Conversion -------------------------------------------------------------------------------
 */

/* `options` may be null. Fonts are opened once, by the first conversion that needs them. */
INKSTONE_C_API inkstone_status inkstone_converter_new(const inkstone_options* options,
                                                      inkstone_converter** converter);
INKSTONE_C_API void inkstone_converter_free(inkstone_converter* converter);

/* Adds a format of the caller's own under `name`. Errors: INKSTONE_USAGE when the name is taken. */
INKSTONE_C_API inkstone_status inkstone_converter_add_writer(inkstone_converter* converter,
                                                             const char* name,
                                                             size_t name_size,
                                                             inkstone_writer writer,
                                                             void* user);

/* Converts Markdown to the format of the option `to`. `sink` may be null. `result` may be null;
 * else it is always set, on errors too (null only when memory is out), and is the caller's to free.
 */
INKSTONE_C_API inkstone_status inkstone_convert(const inkstone_converter* converter,
                                                const inkstone_options* options,
                                                const char* markdown,
                                                size_t size,
                                                inkstone_sink sink,
                                                void* user,
                                                inkstone_result** result);

/* The same in two steps: read once, write as often as wanted. */
INKSTONE_C_API inkstone_status inkstone_read(const inkstone_converter* converter,
                                             const inkstone_options* options,
                                             const char* markdown,
                                             size_t size,
                                             inkstone_document** document,
                                             inkstone_result** result);
INKSTONE_C_API inkstone_status inkstone_write(const inkstone_converter* converter,
                                              const inkstone_options* options,
                                              const inkstone_document* document,
                                              inkstone_sink sink,
                                              void* user,
                                              inkstone_result** result);
INKSTONE_C_API void inkstone_document_free(inkstone_document* document);

/* From within an inkstone_writer only. */
INKSTONE_C_API inkstone_status inkstone_output_write(inkstone_output* output,
                                                     const char* bytes,
                                                     size_t size);

/* ---- Results ----------------------------------------------------------------------------------
 */

INKSTONE_C_API void inkstone_result_free(inkstone_result* result);
/* Why the call failed, and what to do about it; empty after INKSTONE_OK. */
INKSTONE_C_API const char* inkstone_result_message(const inkstone_result* result);
INKSTONE_C_API const char* inkstone_result_hint(const inkstone_result* result);
/* The output, when no sink was given; `size` may be null. */
INKSTONE_C_API const char* inkstone_result_bytes(const inkstone_result* result, size_t* size);
/* Pages of a PDF; 0 for formats without pages. */
INKSTONE_C_API uint32_t inkstone_result_pages(const inkstone_result* result);
INKSTONE_C_API size_t inkstone_result_diagnostic_count(const inkstone_result* result);
/* Fills in message `index`. Errors: INKSTONE_USAGE, when there is none. */
INKSTONE_C_API inkstone_status inkstone_result_diagnostic(const inkstone_result* result,
                                                          size_t index,
                                                          inkstone_diagnostic* diagnostic);

#ifdef __cplusplus
}
#endif

#endif
