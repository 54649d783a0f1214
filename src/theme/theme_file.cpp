// SPDX-License-Identifier: Apache-2.0
// One table of tokens: name, what a value may be, where it goes. The YAML is flattened to dotted
// names, and each is looked up in the table.
#include "src/theme/theme_file.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <variant>

#include "inkstone/ast.hpp"
#include "src/read/yaml.hpp"
#include "src/text/nearest_name.hpp"
#include "src/theme/lengths.hpp"

namespace inkstone::theme {

namespace {

using T = Theme;

/// What a token's value may be. Ratio and Em are bare numbers; a Length has a unit, or is points.
struct Length {
    double Theme::*place;
    double least, most;
};
struct Ratio {
    double Theme::*place;
    double least, most;
};
struct LengthList {
    std::array<double, 6> Theme::*place;
    double least, most;
};
struct Color {
    Tone Theme::*place;
};
struct Family {
    FontChoice Fonts::*place;
};
/// Tokens that no simple kind fits.
struct Special {
    std::string_view kind;
    bool (*take)(Theme&, std::string_view);
};
using Kind = std::variant<Length, Ratio, LengthList, Color, Family, Special>;

struct Token {
    std::string_view name;
    Kind kind;
};

bool take_paper(Theme& theme, std::string_view value) {
    theme.paper = parse_paper(value);
    return theme.paper.has_value();
}

bool take_margin(Theme& theme, std::string_view value) {
    const std::optional<Margins> margins = parse_margins(value);
    if (margins) theme.margin = *margins;
    return margins.has_value();
}

bool take_body_font(Theme& theme, std::string_view value) {
    const std::string word = folded(value);
    theme.fonts.body_is_sans = word == "sans";
    if (word != "sans" && word != "serif") theme.fonts.body.family = value;
    return !word.empty();
}

bool take_paragraph(Theme& theme, std::string_view value) {
    const std::string word = folded(value);
    theme.paragraph = word == "indent" ? ParagraphStyle::Indent : ParagraphStyle::Gap;
    return word == "indent" || word == "gap";
}

bool take_indent(Theme& theme, std::string_view value) {
    theme.paragraph_indent = parse_number(value);
    return theme.paragraph_indent && *theme.paragraph_indent <= 8;
}

bool take_heads(Theme& theme, std::string_view value) {
    const std::string word = folded(value);
    theme.running_heads = word == "true" || word == "yes";
    return theme.running_heads || word == "false" || word == "no";
}

bool take_name(Theme& theme, std::string_view value) {
    theme.name = value;
    return true;
}

constexpr std::array kTokens{
    Token{"name", Special{"text", take_name}},
    Token{"page", Special{"paper, such as a4 or 170x240mm", take_paper}},
    Token{"margin", Special{"one length, or four: top right bottom left", take_margin}},
    Token{"measure", Ratio{&T::measure, 8, 100}},
    Token{"measure.latin", Ratio{&T::measure_latin, 8, 100}},
    Token{"size.body", Length{&T::size_body, 5, 72}},
    Token{"size.latin", Length{&T::size_latin, 5, 72}},
    Token{"leading", Length{&T::leading, 5, 144}},
    Token{"leading.latin", Length{&T::leading_latin, 5, 144}},
    Token{"font.body", Special{"font family, or sans", take_body_font}},
    Token{"font.body-cjk", Family{&Fonts::body_cjk}},
    Token{"font.head", Family{&Fonts::head}},
    Token{"font.head-cjk", Family{&Fonts::head_cjk}},
    Token{"font.mono", Family{&Fonts::mono}},
    Token{"font.mono-cjk", Family{&Fonts::mono_cjk}},
    Token{"para", Special{"gap or indent", take_paragraph}},
    Token{"para.gap", Ratio{&T::paragraph_gap, 0, 4}},
    Token{"para.indent", Special{"number of em, at most 8", take_indent}},
    Token{"scale.head", LengthList{&T::head_size, 5, 96}},
    Token{"leading.head", LengthList{&T::head_leading, 5, 144}},
    Token{"space.head.above", LengthList{&T::head_above, 0, 200}},
    Token{"space.head.below", LengthList{&T::head_below, 0, 200}},
    Token{"indent.list", Ratio{&T::list_indent, 0.5, 8}},
    Token{"indent.quote", Ratio{&T::quote_indent, 0.5, 8}},
    Token{"bar.quote", Length{&T::quote_bar, 0, 12}},
    Token{"size.code", Ratio{&T::code_size, 0.6, 1.2}},
    Token{"leading.code", Ratio{&T::code_leading, 1, 3}},
    Token{"padding.code", Length{&T::code_padding, 0, 36}},
    Token{"radius.code", Length{&T::code_radius, 0, 12}},
    Token{"size.small", Ratio{&T::small_size, 0.7, 1}},
    Token{"leading.small", Ratio{&T::small_leading, 1, 3}},
    Token{"size.table", Ratio{&T::table_size, 0.7, 1}},
    Token{"padding.table.x", Length{&T::table_padding_x, 0, 36}},
    Token{"padding.table.y", Length{&T::table_padding_y, 0, 36}},
    Token{"rule.table", Length{&T::table_rule, 0, 4}},
    Token{"rule.table.head", Length{&T::table_head_rule, 0, 4}},
    Token{"running-heads", Special{"true or false", take_heads}},
    Token{"color.text", Color{&T::text}},
    Token{"color.page", Color{&T::page}},
    Token{"color.head", Color{&T::head}},
    Token{"color.muted", Color{&T::muted}},
    Token{"color.link", Color{&T::link}},
    Token{"color.rule", Color{&T::rule}},
    Token{"color.hairline", Color{&T::hairline}},
    Token{"color.mark", Color{&T::mark}},
    Token{"color.code.background", Color{&T::code_background}},
    Token{"color.code.keyword", Color{&T::code_keyword}},
    Token{"color.code.string", Color{&T::code_string}},
    Token{"color.code.number", Color{&T::code_number}},
    Token{"color.code.comment", Color{&T::code_comment}},
    Token{"color.code.error", Color{&T::code_error}},
    Token{"color.alert.note", Color{&T::alert_note}},
    Token{"color.alert.tip", Color{&T::alert_tip}},
    Token{"color.alert.important", Color{&T::alert_important}},
    Token{"color.alert.warning", Color{&T::alert_warning}},
    Token{"color.alert.caution", Color{&T::alert_caution}},
};

bool take_bounded(double& place, std::optional<double> value, double least, double most) {
    if (!value || *value < least || *value > most) return false;
    place = *value;
    return true;
}

/// Puts a value in its place; false when it does not fit.
bool take(Theme& theme, const Kind& kind, std::string_view value) {
    struct Taker {
        Theme& theme;
        std::string_view value;
        bool operator()(const Length& one) const {
            return take_bounded(theme.*one.place, parse_length(value, 1), one.least, one.most);
        }
        bool operator()(const Ratio& one) const {
            return take_bounded(theme.*one.place, parse_number(value), one.least, one.most);
        }
        bool operator()(const LengthList& one) const {
            const std::vector<std::string_view> words = split_words(value, ", ");
            std::array<double, 6>& places = theme.*one.place;
            if (words.empty() || words.size() > places.size()) return false;
            for (std::size_t i = 0; i < words.size(); ++i) {
                const std::optional<double> length = parse_length(words[i], 1);
                if (!take_bounded(places[i], length, one.least, one.most)) return false;
            }
            return true;
        }
        bool operator()(const Color& one) const {
            const std::optional<Rgb> color = parse_color(value);
            if (color) theme.*one.place = {*color, *color};
            return color.has_value();
        }
        bool operator()(const Family& one) const {
            (theme.fonts.*one.place).family = value;
            return !value.empty();
        }
        bool operator()(const Special& one) const { return one.take(theme, value); }
    };
    return std::visit(Taker{theme, value}, kind);
}

/// In words, for messages and listings.
std::string kind_text(const Kind& kind) {
    struct Namer {
        std::string operator()(const Length& one) const {
            return fmt::format("a length from {} to {}pt", one.least, one.most);
        }
        std::string operator()(const Ratio& one) const {
            return fmt::format("a number from {} to {}", one.least, one.most);
        }
        std::string operator()(const LengthList& one) const {
            return fmt::format("up to six lengths from {} to {}pt", one.least, one.most);
        }
        std::string operator()(const Color&) const { return "a color such as \"#1a1a1a\""; }
        std::string operator()(const Family&) const { return "a font family"; }
        std::string operator()(const Special& one) const { return std::string(one.kind); }
    };
    return std::visit(Namer{}, kind);
}

const Token* find_token(std::string_view name) {
    for (const Token& token : kTokens) {
        if (token.name == name) return &token;
    }
    return nullptr;
}

/// Reads the entries of one theme into `theme`.
class Reader {
public:
    Reader(Theme& theme, const std::string& file) : theme_(theme), file_(file) {}

    Result<void> map(const MetaValue::Map& entries, const std::string& prefix) {
        for (const MetaEntry& entry : entries) {
            const std::string name = prefix + folded(entry.key);
            if (name == "extends") continue;
            if (Result<void> taken = value(entry, name); !taken) return taken;
        }
        return {};
    }

    [[nodiscard]] Failure failure(SourcePosition at,
                                  std::string_view what,
                                  std::string hint) const {
        return fail(ErrorKind::Usage,
                    fmt::format("{}:{}:{}: {}", file_, at.line, at.column, what),
                    std::move(hint));
    }

private:
    Result<void> value(const MetaEntry& entry, const std::string& name) {
        const Token* token = find_token(name);
        if (const auto* inner = std::get_if<MetaValue::Map>(&entry.value.value)) {
            const bool color = token != nullptr && std::holds_alternative<Color>(token->kind);
            return color ? tone(*inner, *token) : map(*inner, name + ".");
        }
        if (token == nullptr) return unknown(entry, name);
        if (!take(theme_, token->kind, text_of(entry.value))) return misfit(entry, *token);
        return {};
    }

    /// {light: "#…", dark: "#…"}.
    Result<void> tone(const MetaValue::Map& sides, const Token& token) {
        Tone& place = theme_.*std::get<Color>(token.kind).place;
        for (const MetaEntry& side : sides) {
            const std::string key = folded(side.key);
            if (key != "light" && key != "dark") {
                return failure(side.position,
                               fmt::format("'{}' is no part of {}", side.key, token.name),
                               "a color has light and dark");
            }
            const std::optional<Rgb> color = parse_color(text_of(side.value));
            if (!color) return misfit(side, token);
            (key == "light" ? place.light : place.dark) = *color;
        }
        return {};
    }

    [[nodiscard]] Failure unknown(const MetaEntry& entry, const std::string& name) const {
        std::vector<std::string_view> names{"extends"};
        for (const Token& token : kTokens) names.push_back(token.name);
        std::string hint = spelling_hint(name, names);
        if (hint.empty()) hint = "docs/themes.md lists the tokens";
        return failure(entry.position, fmt::format("unknown token '{}'", name), std::move(hint));
    }

    [[nodiscard]] Failure misfit(const MetaEntry& entry, const Token& token) const {
        return failure(entry.position,
                       fmt::format("{} cannot be '{}'", token.name, text_of(entry.value)),
                       "give " + kind_text(token.kind));
    }

    /// A list is its items with spaces between them.
    static std::string text_of(const MetaValue& value) {
        if (const auto* text = std::get_if<std::string>(&value.value)) return *text;
        std::string all;
        if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
            for (const MetaValue& item : *list) {
                if (!all.empty()) all += ' ';
                all += text_of(item);
            }
        }
        return all;
    }

    Theme& theme_;
    const std::string& file_;
};

}  // namespace

Result<Theme> parse_theme(std::string_view yaml, const std::string& file) {
    Theme theme;
    theme.name = file;
    const Reader located(theme, file);
    const read::YamlResult parsed = read::parse_yaml(yaml, 1);
    if (!parsed.ok) return located.failure(parsed.position, parsed.problem, {});
    const auto* text = std::get_if<std::string>(&parsed.value.value);
    if (text != nullptr && text->empty()) return theme;
    const auto* entries = std::get_if<MetaValue::Map>(&parsed.value.value);
    if (entries == nullptr) {
        return located.failure({1, 1}, "a theme is a map of tokens", "docs/themes.md shows one");
    }
    for (const MetaEntry& entry : *entries) {
        if (folded(entry.key) != "extends") continue;
        const auto* base = std::get_if<std::string>(&entry.value.value);
        const std::optional<Theme> found = builtin(base != nullptr ? folded(*base) : "");
        if (!found) {
            return located.failure(
                entry.position, "a theme can extend report, book or plain only", {});
        }
        theme = *found;
        theme.name = file;
    }
    Reader reader(theme, file);
    if (Result<void> read = reader.map(*entries, {}); !read) return fail(read.error());
    return theme;
}

std::vector<TokenFact> token_facts() {
    std::vector<TokenFact> facts;
    facts.reserve(std::size(kTokens));
    for (const Token& token : kTokens) {
        facts.push_back({std::string(token.name), kind_text(token.kind)});
    }
    return facts;
}

}  // namespace inkstone::theme
