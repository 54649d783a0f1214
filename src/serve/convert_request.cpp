// SPDX-License-Identifier: Apache-2.0
#include "src/serve/convert_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "src/batch/outcome.hpp"
#include "src/resources/reference.hpp"
#include "src/serve/memory_loader.hpp"

namespace inkstone::serve {

namespace {

using Json = nlohmann::json;

/// Longest list of messages that goes into a header: proxies refuse headers of 8 KiB.
constexpr std::size_t kMostHeader = 4096;

class StringSink : public Sink {
public:
    explicit StringSink(std::string& out) : out_(out) {}
    Result<void> write(std::string_view bytes) override {
        out_.append(bytes);
        return {};
    }

private:
    std::string& out_;
};

/// JSON in ASCII, fit for a header too; ill-formed UTF-8 becomes U+FFFD.
std::string dumped(const Json& value) {
    return value.dump(-1, ' ', true, Json::error_handler_t::replace);
}

Json messages_of(const std::vector<Diagnostic>& entries) {
    Json list = Json::array();
    for (const Diagnostic& entry : entries) {
        list.push_back({{"line", entry.position.line},
                        {"column", entry.position.column},
                        {"severity", std::string(batch::severity_name(entry.severity))},
                        {"code", entry.code},
                        {"message", entry.message},
                        {"hint", entry.hint}});
    }
    return list;
}

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Usage:
            return 400;
        case ErrorKind::Input:
        case ErrorKind::Limit:
        case ErrorKind::MissingFont:
            return 422;
        case ErrorKind::Output:
        case ErrorKind::Cancelled:
        case ErrorKind::Internal:
            return 500;
    }
    return 500;
}

/// Texts that are no names of files, whatever they hold.
constexpr std::string_view kFreeTexts[] = {"papersize", "margin", "font-size"};
/// Names of families or of built-in themes, which could be names of files.
constexpr std::string_view kNames[] = {"theme", "mainfont", "cjk-mainfont", "sansfont", "monofont"};

bool holds(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Options of kind Text are refused unless known to be harmless: a new one may name a file.
Result<void> check_text_option(std::string_view name, std::string_view value) {
    if (holds(kFreeTexts, name)) return {};
    if (holds(kNames, name) && value.find_first_of("./\\") == std::string_view::npos) return {};
    return fail(ErrorKind::Usage,
                fmt::format("option '{}' cannot be '{}' in a request", name, value),
                "the service reads no files");
}

std::string decoded(std::string text) {
    std::replace(text.begin(), text.end(), '+', ' ');
    return resources::percent_decoded(text);
}

/// The pairs of "to=pdf&toc" (URL standard, application/x-www-form-urlencoded); a name alone is
/// true.
Pairs query_params(std::string_view query) {
    Pairs pairs;
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        const std::size_t equals = pair.find('=');
        const bool alone = equals == std::string_view::npos;
        if (pair.empty()) continue;
        pairs.emplace_back(decoded(std::string(pair.substr(0, equals))),
                           alone ? "true" : decoded(std::string(pair.substr(equals + 1))));
    }
    return pairs;
}

class Conversion {
public:
    Conversion(const Converter& converter, const ConvertOptions& common, const Request& request)
        : converter_(converter), request_(request), options_(common), loader_(request.parts) {
        options_.source_name = "document.md";
        options_.base_path.clear();
        options_.resources = &loader_;
        options_.to = "pdf";
    }

    Response run() {
        if (request_.path != "/convert" && request_.path != "/check") {
            return error_response(request_.id,
                                  404,
                                  {ErrorKind::Usage,
                                   fmt::format("no such place: {}", request_.path),
                                   "POST /convert or /check, GET /healthz or /metrics"});
        }
        if (request_.method != "POST") {
            return error_response(
                request_.id, 405, {ErrorKind::Usage, "POST a Markdown document", {}});
        }
        if (Result<void> taken = take_params(); !taken) return failed(taken.error());
        const std::optional<std::string_view> markdown = document();
        if (!markdown) {
            return failed({ErrorKind::Usage, "no document", "name its part 'document'"});
        }
        Response response{request_.id, 200, "application/json", {}};
        StringSink sink(response.body);
        const Result<Report> report = converter_.convert(*markdown, options_, sink);
        if (!report) return failed(report.error());
        return finish(std::move(response), *report);
    }

private:
    Response failed(const Error& error) const {
        return error_response(request_.id, status_of(error.kind), error);
    }

    Response finish(Response response, const Report& report) const {
        if (request_.path == "/check") {
            response.body = dumped({{"format", options_.to},
                                    {"pages", report.pages},
                                    {"bytes", report.bytes},
                                    {"messages", messages_of(report.diagnostics)}}) +
                            "\n";
            return response;
        }
        for (const WriterInfo* writer : converter_.writers()) {
            if (writer->name == options_.to) response.type = writer->media_type;
        }
        if (response.type == "text/html") response.type += "; charset=utf-8";
        response.headers.emplace_back("Inkstone-Pages", std::to_string(report.pages));
        response.headers.emplace_back("Inkstone-Message-Count",
                                      std::to_string(report.diagnostics.size()));
        response.headers.emplace_back("X-Content-Type-Options", "nosniff");
        std::string messages = dumped(messages_of(report.diagnostics));
        if (messages.size() <= kMostHeader) {
            response.headers.emplace_back("Inkstone-Messages", std::move(messages));
        }
        return response;
    }

    [[nodiscard]] std::optional<std::string_view> document() const {
        if (request_.parts.empty()) return request_.body;
        for (const Part& part : request_.parts) {
            if (part.name == "document") return part.content;
        }
        return std::nullopt;
    }

    Result<void> take_params() {
        for (const auto& [name, value] : query_params(request_.query)) {
            if (Result<void> taken = take(name, value); !taken) return taken;
        }
        // Fields of a form are parameters too.
        for (const Part& part : request_.parts) {
            if (part.name == "document" || !part.filename.empty()) continue;
            if (Result<void> taken = take(part.name, part.content); !taken) return taken;
        }
        return {};
    }

    Result<void> take(const std::string& name, const std::string& value) {
        constexpr std::string_view kMetadata = "metadata.";
        if (name == "to") {
            options_.to = value;
        } else if (name == "from") {
            options_.from = value;
        } else if (name == "lang") {
            options_.lang = value;
        } else if (name.starts_with(kMetadata)) {
            options_.metadata.emplace_back(name.substr(kMetadata.size()), value);
        } else {
            return take_option(name, value);
        }
        return {};
    }

    Result<void> take_option(const std::string& name, const std::string& value) {
        for (const WriterInfo* writer : converter_.writers()) {
            for (const OptionSpec& spec : writer->options) {
                if (spec.name != name || spec.kind != OptionKind::Text) continue;
                if (Result<void> checked = check_text_option(name, value); !checked) return checked;
            }
        }
        options_.options.insert_or_assign(name, value);  // unknown names are the converter's error
        return {};
    }

    const Converter& converter_;
    const Request& request_;
    ConvertOptions options_;
    MemoryLoader loader_;
};

}  // namespace

Response error_response(std::uint64_t id, int status, const Error& error) {
    return {id,
            status,
            "application/json",
            dumped({{"error", error.message},
                    {"code", std::string(batch::error_code(error.kind))},
                    {"hint", error.hint}}) +
                "\n"};
}

Response convert_request(const Converter& converter,
                         const ConvertOptions& common,
                         const Request& request) {
    try {
        return Conversion(converter, common, request).run();
    } catch (const std::exception& error) {
        return error_response(request.id, 500, {ErrorKind::Internal, error.what(), {}});
    }
}

}  // namespace inkstone::serve
