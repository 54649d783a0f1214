// SPDX-License-Identifier: Apache-2.0
#include "src/batch/links.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "src/ast/walk.hpp"
#include "src/batch/output_file.hpp"
#include "src/resources/reference.hpp"

namespace inkstone::batch {
namespace {

namespace fs = std::filesystem;

/// Formats whose files are opened side by side.
constexpr std::array<std::string_view, 2> kLinkedFormats{"html", "pdf"};

std::string normal(const fs::path& path) {
    return fs::absolute(path).lexically_normal().string();
}

bool ends_with_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    text.remove_prefix(text.size() - lower.size());
    return std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

/// What would end or change a path inside an address. Writers encode the rest.
std::string encoded(const std::string& path) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        if (std::string_view(" %?#\"<>\\^`{|}").find(c) == std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

std::string_view path_of(std::string_view url) {
    return url.substr(0, std::min(url.find_first_of("?#"), url.size()));
}

}  // namespace

LinkIndex::LinkIndex(const std::vector<Job>& jobs) {
    if (jobs.size() < 2) return;
    for (const Job& job : jobs) {
        const std::string input = normal(job.input.path);
        for (const Target& target : job.targets) {
            const bool linked =
                std::find(kLinkedFormats.begin(), kLinkedFormats.end(), target.writer->name) !=
                kLinkedFormats.end();
            if (!linked || is_stream(target.path)) continue;
            outputs_.emplace(std::pair(input, std::string(target.writer->name)),
                             normal(target.path));
        }
    }
}

std::string LinkIndex::find(const std::string& input,
                            const Target& target,
                            std::string_view url) const {
    if (outputs_.empty() || !is_document_link(url)) return {};
    const std::string_view path = path_of(url);
    const std::string wanted =
        normal(fs::path(input).parent_path() / resources::percent_decoded(path));
    const auto found = outputs_.find(std::pair(wanted, std::string(target.writer->name)));
    if (found == outputs_.end()) return {};
    const fs::path from = fs::path(normal(target.path)).parent_path();
    const std::string relative = fs::path(found->second).lexically_relative(from).string();
    return encoded(relative) + std::string(url.substr(path.size()));
}

bool is_document_link(std::string_view url) {
    const std::string_view path = path_of(url);
    if (path.empty() || path.front() == '/' || path.front() == '\\') return false;
    const std::size_t colon = path.find(':');
    if (colon < path.find('/')) return false;  // a scheme
    return ends_with_ignoring_case(path, ".md") || ends_with_ignoring_case(path, ".markdown");
}

DocumentLinks::DocumentLinks(Document& document) {
    const auto note = [this](Inline& node) {
        auto* link = std::get_if<Link>(&node.node);
        if (link != nullptr && is_document_link(link->url)) links_.emplace_back(link, link->url);
    };
    walk_document(
        document, [](Block&) {}, note);
}

void DocumentLinks::point(const LinkIndex& index, const std::string& input, const Target& target) {
    answers_.clear();
    for (auto& [link, typed] : links_) {
        const auto [answer, fresh] = answers_.try_emplace(typed);
        if (fresh) answer->second = index.find(input, target, typed);
        link->url = answer->second.empty() ? typed : answer->second;
    }
}

}  // namespace inkstone::batch
