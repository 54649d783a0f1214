// SPDX-License-Identifier: Apache-2.0
#include "src/serve/preview.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "src/batch/convert_job.hpp"
#include "src/batch/frame.hpp"
#include "src/batch/inputs.hpp"
#include "src/resources/file_loader.hpp"
#include "src/resources/reference.hpp"
#include "src/serve/convert_request.hpp"

namespace inkstone::serve {

namespace {

namespace fs = std::filesystem;

/// Loads the page again after a change, and after the preview itself came back.
constexpr std::string_view kScript =
    "<script>(()=>{let lost=false;const events=new EventSource('/-/events');"
    "events.addEventListener('reload',()=>location.reload());"
    "events.onopen=()=>{if(lost)location.reload()};events.onerror=()=>{lost=true}})()</script>\n";

/// What a page may load beside itself, by extension.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTypes{{
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".svg", "image/svg+xml"},
    {".avif", "image/avif"},
    {".css", "text/css"},
    {".ico", "image/x-icon"},
}};

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

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    return out;
}

/// A path of a file as a path of a URL (RFC 3986 section 2.3 says what needs no escape).
std::string url_path(std::string_view path) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string out = "/";
    for (const char c : path) {
        if (kPlain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

Response page(std::uint64_t id, int status, std::string body) {
    return {
        id, status, "text/html; charset=utf-8", std::move(body), {{"Cache-Control", "no-store"}}};
}

Response not_found(const Request& request) {
    return error_response(
        request.id, 404, {ErrorKind::Input, fmt::format("nothing at {}", request.path), {}});
}

bool has_hidden_part(const std::string& path) {
    for (const fs::path& part : fs::path(path)) {
        if (part.string().starts_with('.')) return true;
    }
    return false;
}

Response list_of(const Request& request, const Site& site) {
    if (site.documents.size() == 1) {
        Response answer = page(request.id, 302, "");
        answer.headers.emplace_back("Location", url_path(site.documents.front()));
        return answer;
    }
    std::string body = "<!doctype html><meta charset=\"utf-8\"><title>Documents</title><ul>\n";
    for (const std::string& name : site.documents) {
        body += fmt::format("<li><a href=\"{}\">{}</a></li>\n", url_path(name), escaped(name));
    }
    return page(request.id, 200, body + "</ul>\n");
}

Response document(const Converter& converter,
                  const ConvertOptions& common,
                  const std::string& path,
                  const Request& request) {
    ConvertOptions options = common;
    options.to = "html";
    options.source_name = path;
    options.base_path = batch::folder_of(path);
    const auto markdown = batch::read_input(path, options.limits.max_input_bytes);
    if (!markdown) return error_response(request.id, 422, markdown.error());
    Response answer = page(request.id, 200, "");
    StringSink sink(answer.body);
    const auto report = converter.convert(*markdown, options, sink);
    return report ? answer : error_response(request.id, 422, report.error());
}

void insert(std::string& html, std::string_view before, std::string_view text) {
    const std::size_t place = html.rfind(before);
    html.insert(place == std::string::npos ? html.size() : place, text);
}

/// The last good page, or an empty one, with what went wrong on top.
std::string with_error(std::string html, const std::string& json) {
    const auto told = nlohmann::json::parse(json, nullptr, false);
    const std::string message = told.is_object() ? told.value("error", json) : json;
    if (html.empty()) html = "<!doctype html><meta charset=\"utf-8\"><body></body>";
    insert(
        html,
        "</body>",
        fmt::format("<div role=\"alert\" style=\"position:fixed;top:0;left:0;right:0;padding:1em;"
                    "background:#b00020;color:#fff;font:1rem sans-serif\">{}</div>\n",
                    escaped(message)));
    return html;
}

}  // namespace

Result<Site> Site::of(const std::vector<std::string>& paths) {
    Site site;
    if (paths.empty()) return fail(ErrorKind::Usage, "--preview needs a document");
    for (const std::string& path : paths) {
        if (path == "-") return fail(ErrorKind::Usage, "--preview cannot show standard input");
        const fs::path folder = fs::absolute(batch::folder_of(path)).lexically_normal() / "";
        if (site.root.empty()) site.root = folder.string();
        while (!folder.string().starts_with(site.root)) {
            site.root = fs::path(site.root).parent_path().parent_path() / "";
        }
    }
    for (const std::string& path : paths) {
        site.documents.push_back(
            fs::absolute(path).lexically_normal().lexically_relative(site.root).string());
    }
    return site;
}

Response show(const Converter& converter,
              const ConvertOptions& options,
              const Site& site,
              const Request& request) {
    if (request.path == "/") return list_of(request, site);
    const std::string name = request.path.substr(1);
    const auto found = std::find(site.documents.begin(), site.documents.end(), name);
    if (found != site.documents.end()) {
        return document(converter, options, site.root + name, request);
    }
    std::string extension = fs::path(name).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    const auto* const type = std::find_if(
        kTypes.begin(), kTypes.end(), [&](const auto& pair) { return pair.first == extension; });
    if (type == kTypes.end() || has_hidden_part(name)) return not_found(request);
    const auto resource = resources::FileLoader(site.root).load(name);
    if (!resource) return not_found(request);
    return {request.id,
            200,
            std::string(type->second),
            resource->bytes,
            {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}};
}

Preview::Preview(const Converter& converter, const ConvertOptions& options, const Site& site)
    : dispatcher_(
          {2, 60, 0},
          [&](const Request& request) { return show(converter, options, site, request); },
          [this](std::string_view frame) { deliver(frame); },
          [this] {
              if (front_) ::close(front_->descriptor());
          }) {}

Result<std::string> Preview::listen(const Address& address) {
    constexpr std::size_t kMostWaiting = 64, kBody = 1024;
    Result<FrontProcess> front = FrontProcess::start({address, kBody, kMostWaiting, false});
    if (!front) return fail(front.error());
    front_.emplace(std::move(*front));
    return front_->url();
}

void Preview::watch(std::vector<pollfd>& polled) const {
    polled.push_back({front_->descriptor(), POLLIN, 0});
    dispatcher_.watch(polled);
}

bool Preview::work() {
    pollfd polled{front_->descriptor(), POLLIN, 0};
    while (::poll(&polled, 1, 0) > 0) {
        std::string frame;
        if (!batch::read_frame(front_->descriptor(), frame)) return false;
        const std::optional<Request> request = unpacked_request(frame);
        if (!request) continue;
        asked_[request->id] = request->path;
        dispatcher_.add(*request, std::move(frame));
    }
    dispatcher_.work();
    return true;
}

void Preview::deliver(std::string_view frame) {
    std::optional<Response> response = unpacked_response(frame);
    if (!response) return;
    const std::string path = std::exchange(asked_[response->id], {});
    asked_.erase(response->id);
    const bool failed = response->status == 422 || response->status >= 500;
    if (failed) {
        *response = page(response->id, 200, with_error(last_good_[path], response->body));
    } else if (response->status == 200 && response->type.starts_with("text/html")) {
        last_good_[path] = response->body;
    }
    if (response->type.starts_with("text/html")) insert(response->body, "</body>", kScript);
    static_cast<void>(front_->send(*response));
}

void Preview::reload() const {
    front_->command(kReload);
}

void Preview::stop() const {
    front_->command(kStop);
}

}  // namespace inkstone::serve
