// SPDX-License-Identifier: Apache-2.0
// The calls of inkstone.h that convert. Every body is guarded: nothing thrown leaves it.
#include <fmt/format.h>

#include <memory>
#include <new>
#include <optional>
#include <utility>

#include "src/capi/handles.hpp"

namespace inkstone::capi {

namespace {

inkstone_status status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Usage:
            return INKSTONE_USAGE;
        case ErrorKind::Input:
            return INKSTONE_INPUT;
        case ErrorKind::Output:
            return INKSTONE_OUTPUT;
        case ErrorKind::MissingFont:
            return INKSTONE_MISSING_FONT;
        case ErrorKind::Limit:
            return INKSTONE_LIMIT;
        case ErrorKind::Cancelled:
            return INKSTONE_CANCELLED;
        case ErrorKind::Internal:
            return INKSTONE_INTERNAL;
    }
    return INKSTONE_INTERNAL;
}

ErrorKind kind_of(inkstone_status status) {
    switch (status) {
        case INKSTONE_USAGE:
            return ErrorKind::Usage;
        case INKSTONE_INPUT:
            return ErrorKind::Input;
        case INKSTONE_OUTPUT:
            return ErrorKind::Output;
        case INKSTONE_MISSING_FONT:
            return ErrorKind::MissingFont;
        case INKSTONE_LIMIT:
            return ErrorKind::Limit;
        case INKSTONE_CANCELLED:
            return ErrorKind::Cancelled;
        case INKSTONE_OK:
        case INKSTONE_INTERNAL:
            break;
    }
    return ErrorKind::Internal;
}

class CallbackSink : public Sink {
public:
    CallbackSink(inkstone_sink function, void* user) : function_(function), user_(user) {}
    Result<void> write(std::string_view bytes) override {
        if (bytes.empty() || function_(user_, bytes.data(), bytes.size()) == 0) return {};
        return fail(ErrorKind::Output, "the sink refused the bytes");
    }

private:
    inkstone_sink function_;
    void* user_;
};

class CallbackLoader : public ResourceLoader {
public:
    CallbackLoader(inkstone_resolver function, void* user) : function_(function), user_(user) {}
    Result<Resource> load(std::string_view reference) const override {
        inkstone_resource answer;
        const inkstone_status status =
            function_(user_, reference.data(), reference.size(), &answer);
        if (status == INKSTONE_OK) {
            return Resource{std::move(answer.bytes), std::string(reference)};
        }
        return fail(kind_of(status), fmt::format("'{}' was refused by the resolver", reference));
    }

private:
    inkstone_resolver function_;
    void* user_;
};

/// The options of one call with its callbacks in C++ form. Not movable: pointers lead inside.
struct Prepared {
    explicit Prepared(const inkstone_options* given) {
        if (given == nullptr) return;
        options = given->convert;
        if (given->cancel != nullptr) options.cancel = &given->cancel->flag;
        if (given->resolver != nullptr) {
            loader.emplace(given->resolver, given->resolver_user);
            options.resources = &*loader;
        }
        if (given->progress != nullptr) {
            options.progress = [given](std::uint32_t pages) {
                return given->progress(given->progress_user, pages) == 0;
            };
        }
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    ConvertOptions options;
    std::optional<CallbackLoader> loader;
};

/// Runs `body`, which fills a result and returns an Error or nothing, and hands the result over.
template <class Body>
inkstone_status guarded(inkstone_result** out, Body&& body) {
    if (out != nullptr) *out = nullptr;
    try {
        auto result = std::make_unique<inkstone_result>();
        const Result<void> done = body(*result);
        if (!done) {
            result->message = done.error().message;
            result->hint = done.error().hint;
        }
        if (out != nullptr) *out = result.release();
        return done ? INKSTONE_OK : status_of(done.error().kind);
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}

Result<void> take(Result<Report> report, inkstone_result& result) {
    if (!report) return fail(report.error());
    result.pages = report->pages;
    result.diagnostics.insert(
        result.diagnostics.end(), report->diagnostics.begin(), report->diagnostics.end());
    return {};
}

struct OwnJob {
    const inkstone_converter::OwnWriter& writer;
    const Document& document;
    const ConvertOptions& options;
};

/// Gives the document as JSON to the caller's own writer.
Result<void> write_own(const inkstone_converter& converter,
                       const OwnJob& job,
                       Sink& sink,
                       inkstone_result& result) {
    const auto& [writer, document, options] = job;
    ConvertOptions as_json = options;
    as_json.to = "json";
    StringSink json;
    if (auto done = take(converter.converter.write(document, as_json, json), result); !done) {
        return done;
    }
    inkstone_output output{&sink};
    const inkstone_status status =
        writer.function(writer.user, json.bytes().data(), json.bytes().size(), &output);
    if (status == INKSTONE_OK) return {};
    return fail(kind_of(status), fmt::format("the writer '{}' gave up", options.to));
}

/// Writes to the caller's sink, or into the result.
Result<void> write_document(const inkstone_converter& converter,
                            const Document& document,
                            const ConvertOptions& options,
                            Sink* given,
                            inkstone_result& result) {
    StringSink kept;
    Sink& sink = given != nullptr ? *given : kept;
    const auto own = converter.writers.find(options.to);
    Result<void> done = own != converter.writers.end()
                            ? write_own(converter, {own->second, document, options}, sink, result)
                            : take(converter.converter.write(document, options, sink), result);
    if (done) result.bytes = std::move(kept).bytes();
    return done;
}

Result<Document> read_document(const inkstone_converter& converter,
                               const ConvertOptions& options,
                               std::string_view markdown,
                               inkstone_result& result) {
    Result<ReadResult> read = converter.converter.read(markdown, options);
    if (!read) return fail(read.error());
    result.diagnostics = std::move(read->diagnostics);
    return std::move(read->document);
}

Failure no_handle() {
    return fail(ErrorKind::Usage, "a handle is null");
}

}  // namespace

}  // namespace inkstone::capi

using inkstone::capi::guarded;
using inkstone::capi::no_handle;
using inkstone::capi::Prepared;
using inkstone::capi::text_of;

const char* inkstone_version(void) {
    return inkstone::version().data();  // a literal: it ends with a NUL
}

inkstone_status inkstone_converter_new(const inkstone_options* options,
                                       inkstone_converter** converter) {
    if (converter == nullptr) return INKSTONE_USAGE;
    *converter = nullptr;
    try {
        *converter = new inkstone_converter{
            inkstone::Converter(options == nullptr ? inkstone::ConverterOptions{}
                                                   : options->converter),
            {}};
        return INKSTONE_OK;
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}

void inkstone_converter_free(inkstone_converter* converter) {
    delete converter;
}

inkstone_status inkstone_converter_add_writer(inkstone_converter* converter,
                                              const char* name,
                                              size_t name_size,
                                              inkstone_writer writer,
                                              void* user) {
    if (converter == nullptr || writer == nullptr) return INKSTONE_USAGE;
    try {
        const std::string wanted(text_of(name, name_size));
        if (wanted.empty()) return INKSTONE_USAGE;
        for (const inkstone::WriterInfo* info : converter->converter.writers()) {
            if (info->name == wanted) return INKSTONE_USAGE;
        }
        const bool fresh =
            converter->writers.emplace(wanted, inkstone_converter::OwnWriter{writer, user}).second;
        return fresh ? INKSTONE_OK : INKSTONE_USAGE;
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}

// The C ABI has one parameter for each thing.
// NOLINTNEXTLINE(readability-function-size)
inkstone_status inkstone_convert(const inkstone_converter* converter,
                                 const inkstone_options* options,
                                 const char* markdown,
                                 size_t size,
                                 inkstone_sink sink,
                                 void* user,
                                 inkstone_result** result) {
    return guarded(result, [&](inkstone_result& into) -> inkstone::Result<void> {
        if (converter == nullptr) return no_handle();
        const Prepared prepared(options);
        inkstone::capi::CallbackSink out(sink, user);
        const auto document = inkstone::capi::read_document(
            *converter, prepared.options, text_of(markdown, size), into);
        if (!document) return fail(document.error());
        return inkstone::capi::write_document(
            *converter, *document, prepared.options, sink == nullptr ? nullptr : &out, into);
    });
}

// The C ABI has one parameter for each thing.
// NOLINTNEXTLINE(readability-function-size)
inkstone_status inkstone_read(const inkstone_converter* converter,
                              const inkstone_options* options,
                              const char* markdown,
                              size_t size,
                              inkstone_document** document,
                              inkstone_result** result) {
    if (document != nullptr) *document = nullptr;
    return guarded(result, [&](inkstone_result& into) -> inkstone::Result<void> {
        if (converter == nullptr || document == nullptr) return no_handle();
        const Prepared prepared(options);
        auto read = inkstone::capi::read_document(
            *converter, prepared.options, text_of(markdown, size), into);
        if (!read) return fail(read.error());
        *document = new inkstone_document{std::move(*read)};
        return {};
    });
}

// The C ABI has one parameter for each thing.
// NOLINTNEXTLINE(readability-function-size)
inkstone_status inkstone_write(const inkstone_converter* converter,
                               const inkstone_options* options,
                               const inkstone_document* document,
                               inkstone_sink sink,
                               void* user,
                               inkstone_result** result) {
    return guarded(result, [&](inkstone_result& into) -> inkstone::Result<void> {
        if (converter == nullptr || document == nullptr) return no_handle();
        const Prepared prepared(options);
        inkstone::capi::CallbackSink out(sink, user);
        return inkstone::capi::write_document(*converter,
                                              document->document,
                                              prepared.options,
                                              sink == nullptr ? nullptr : &out,
                                              into);
    });
}

void inkstone_document_free(inkstone_document* document) {
    delete document;
}

inkstone_status inkstone_output_write(inkstone_output* output, const char* bytes, size_t size) {
    if (output == nullptr || output->sink == nullptr) return INKSTONE_USAGE;
    try {
        const auto written = output->sink->write(text_of(bytes, size));
        return written ? INKSTONE_OK : INKSTONE_OUTPUT;
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}

inkstone_status inkstone_resource_set(inkstone_resource* resource, const char* bytes, size_t size) {
    if (resource == nullptr) return INKSTONE_USAGE;
    try {
        resource->bytes = text_of(bytes, size);
        return INKSTONE_OK;
    } catch (...) {
        return INKSTONE_INTERNAL;
    }
}
