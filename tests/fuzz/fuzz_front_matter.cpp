// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: the metadata block. The first byte chooses YAML, TOML, JSON or no fence of
// ours; the rest stands inside it. Entries go on into Metadata, as in read_markdown.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "src/read/front_matter.hpp"
#include "src/read/metadata_keys.hpp"

namespace {

struct Fence {
    std::string_view open, close;
};
constexpr std::array<Fence, 4> kFences{
    {{"---\n", "\n---\n"}, {"+++\n", "\n+++\n"}, {"{\n", "\n}\n"}, {"", ""}}};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Fence& fence = kFences[data[0] % kFences.size()];
    std::string text(fence.open);
    text.append(reinterpret_cast<const char*>(data + 1), size - 1);
    text += fence.close;
    text += "\nbody\n";
    inkstone::Diagnostics diagnostics("fuzz.md");
    inkstone::read::FrontMatter block = inkstone::read::take_front_matter(text, diagnostics);
    if (block.bytes > text.size()) std::abort();
    static_cast<void>(inkstone::read::metadata_from(std::move(block.entries), diagnostics));
    return 0;
}
