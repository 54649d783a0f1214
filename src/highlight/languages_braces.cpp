// SPDX-License-Identifier: Apache-2.0
// Tables: the languages with braces, from C to Scala. Keywords are those of each language's own
// definition, with its literals (true, null) and built-in types.
#include <array>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::array<CommentRule, 1> kSlashStar{{{"/*", "*/"}}};
constexpr std::array<StringRule, 2> kQuotes{{{"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 1> kDouble{{{"\"", "\""}}};
constexpr std::array<StringRule, 2> kTripleDouble{{{"\"\"\"", "\"\"\"", '\\', true}, {"\"", "\""}}};
constexpr std::array<StringRule, 2> kTripleRaw{{{"\"\"\"", "\"\"\"", 0, true}, {"\"", "\""}}};
constexpr std::array<StringRule, 1> kDoubleLines{{{"\"", "\"", '\\', true}}};
constexpr std::array<StringRule, 3> kGoStrings{{{"`", "`", 0, true}, {"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 6> kSharpStrings{{{"$@\"", "\"", 0, true, true},
                                                   {"@\"", "\"", 0, true, true},
                                                   {"$\"", "\""},
                                                   {"\"\"\"", "\"\"\"", 0, true},
                                                   {"\"", "\""},
                                                   {"'", "'"}}};
constexpr std::array<StringRule, 5> kGroovyStrings{{{"\"\"\"", "\"\"\"", '\\', true},
                                                    {"'''", "'''", '\\', true},
                                                    {"\"", "\""},
                                                    {"'", "'"},
                                                    {"$/", "/$", 0, true}}};
constexpr std::array<StringRule, 2> kQuotesLines{
    {{"\"", "\"", '\\', true}, {"'", "'", '\\', true}}};

constexpr std::string_view kJavaScript =
    "as async await break case catch class const continue debugger default delete do else export "
    "extends false finally for from function get if import in instanceof let new null of return "
    "set static super switch this throw true try typeof undefined var void while with yield NaN "
    "Infinity";
constexpr std::string_view kTypeScript =
    "abstract any as asserts async await bigint boolean break case catch class const constructor "
    "continue debugger declare default delete do else enum export extends false finally for from "
    "function get if implements import in infer instanceof interface is keyof let module namespace "
    "never new null number object of override private protected public readonly return satisfies "
    "set static string super switch symbol this throw true try type typeof undefined unique "
    "unknown var void while with yield NaN Infinity";

constexpr std::array<Language, 24> kLanguages{{
    {"c h",
     "_Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert "
     "_Thread_local auto break case char const continue default do double else enum extern float "
     "for goto if inline int long register restrict return short signed sizeof static struct "
     "switch typedef union unsigned void volatile while bool true false NULL size_t int8_t int16_t "
     "int32_t int64_t uint8_t uint16_t uint32_t uint64_t",
     "//",
     kSlashStar,
     kQuotes,
     Preprocessor,
     {},
     "L u8 u U"},
    {"cpp c++ cc cxx hpp h++ hh cuda cu",
     "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t "
     "char32_t class co_await co_return co_yield compl concept const const_cast consteval "
     "constexpr "
     "constinit continue decltype default delete do double dynamic_cast else enum explicit export "
     "extern false final float for friend goto if inline int long mutable namespace new noexcept "
     "not not_eq nullptr operator or or_eq override private protected public register "
     "reinterpret_cast requires return short signed sizeof static static_assert static_cast struct "
     "switch template this thread_local throw true try typedef typeid typename union unsigned "
     "using "
     "virtual void volatile wchar_t while xor xor_eq size_t",
     "//",
     kSlashStar,
     kQuotes,
     Preprocessor | RawCpp,
     {},
     "L u8 u U"},
    {"java",
     "abstract assert boolean break byte case catch char class const continue default do double "
     "else enum extends false final finally float for goto if implements import instanceof int "
     "interface long native new non-sealed null package permits private protected public record "
     "return sealed short static strictfp super switch synchronized this throw throws transient "
     "true try var void volatile while yield",
     "//",
     kSlashStar,
     kTripleDouble,
     Decorator | CharLiteral},
    {"javascript js mjs cjs node jsx",
     kJavaScript,
     "//",
     kSlashStar,
     kQuotes,
     Regex | Template | Decorator,
     "$"},
    {"typescript ts mts cts tsx",
     kTypeScript,
     "//",
     kSlashStar,
     kQuotes,
     Regex | Template | Decorator,
     "$"},
    {"csharp c# cs",
     "abstract as async await base bool break byte case catch char checked class const continue "
     "decimal default delegate do double dynamic else enum event explicit extern false finally "
     "fixed float for foreach from get global goto if implicit in init int interface internal is "
     "lock long namespace new null object operator out override params partial private protected "
     "public readonly record ref required return sbyte sealed select set short sizeof stackalloc "
     "static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
     "using value var virtual void volatile when where while with yield",
     "//",
     kSlashStar,
     kSharpStrings,
     Preprocessor},
    {"go golang",
     "break case chan const continue default defer else fallthrough for func go goto if import "
     "interface map package range return select struct switch type var true false nil iota any "
     "bool "
     "byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune "
     "string uint uint8 uint16 uint32 uint64 uintptr append cap close copy delete len make new "
     "panic print println recover",
     "//",
     kSlashStar,
     kGoStrings},
    {"rust rs",
     "as async await break const continue crate dyn else enum extern false fn for if impl in let "
     "loop match mod move mut pub ref return self Self static struct super trait true type union "
     "unsafe use where while bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 "
     "usize Some None Ok Err",
     "//",
     kSlashStar,
     kDoubleLines,
     NestedComments | CharLiteral | RawHash,
     {},
     "b c"},
    {"swift",
     "actor any as associatedtype async await break case catch class continue default defer deinit "
     "do else enum extension fallthrough false fileprivate final for func get guard if import in "
     "indirect init inout internal is lazy let mutating nil nonisolated open operator override "
     "precedencegroup private protocol public repeat required rethrows return self Self set some "
     "static struct subscript super switch throw throws true try typealias unowned var weak where "
     "while",
     "//",
     kSlashStar,
     kTripleDouble,
     NestedComments | Decorator | RawHash},
    {"kotlin kt kts",
     "abstract actual annotation as break by catch class companion const constructor continue "
     "crossinline data do else enum expect external false final finally for fun get if import in "
     "infix init inline inner interface internal is lateinit noinline null object open operator "
     "out "
     "override package private protected public reified return sealed set super suspend tailrec "
     "this throw true try typealias val var vararg when where while",
     "//",
     kSlashStar,
     kTripleRaw,
     NestedComments | Decorator | CharLiteral},
    {"scala sc sbt",
     "abstract case catch class def do else enum export extends extension false final finally for "
     "given if implicit import inline lazy match new null object opaque open override package "
     "private protected return sealed super then this throw trait transparent true try type using "
     "val var while with yield",
     "//",
     kSlashStar,
     kTripleRaw,
     NestedComments | Decorator | CharLiteral,
     {},
     "s f raw"},
    {"php php3 php4 php5",
     "abstract and array as bool break callable case catch class clone const continue declare "
     "default do echo else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum "
     "extends false final finally float fn for foreach function global goto if implements include "
     "include_once instanceof insteadof int interface isset iterable list match mixed namespace "
     "never new null object or parent print private protected public readonly require require_once "
     "return self static string switch throw trait true try unset use var void while xor yield php",
     "// #",
     kSlashStar,
     kQuotesLines,
     Heredoc | Sigil | IgnoreCase},
    {"dart",
     "abstract as assert async await base break case catch class const continue covariant default "
     "deferred do dynamic else enum export extends extension external factory false final finally "
     "for Function get hide if implements import in interface is late library mixin new null on "
     "operator part required rethrow return sealed set show static super switch sync this throw "
     "true try typedef var void when while with yield int double bool String num",
     "//",
     kSlashStar,
     kGroovyStrings,
     NestedComments | Decorator,
     {},
     "r"},
    {"groovy gradle jenkinsfile",
     "abstract as assert boolean break byte case catch char class const continue def default do "
     "double else enum extends false final finally float for goto if implements import in "
     "instanceof int interface long native new null package private protected public return short "
     "static strictfp super switch synchronized this threadsafe throw throws trait transient true "
     "try void volatile while",
     "//",
     kSlashStar,
     kGroovyStrings,
     Decorator},
    {"objectivec objective-c objc obj-c",
     "auto break case char const continue default do double else enum extern float for goto if id "
     "in inline int long nil nonatomic register retain return self short signed sizeof static "
     "strong struct super switch typedef union unsigned void volatile weak while BOOL YES NO NULL "
     "Class SEL IMP instancetype",
     "//",
     kSlashStar,
     kQuotes,
     Preprocessor | Decorator},
    {"protobuf proto proto3",
     "syntax edition import weak public package option message enum service rpc returns stream "
     "oneof map reserved to max extend extensions group repeated optional required double float "
     "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes "
     "true false",
     "//",
     kSlashStar,
     kQuotes},
    {"graphql gql",
     "query mutation subscription fragment on type interface union enum input scalar schema extend "
     "directive implements repeatable true false null",
     "#",
     {},
     kTripleDouble,
     Decorator},
    {"solidity sol",
     "abstract address anonymous as assembly bool break bytes calldata case catch constant "
     "constructor continue contract default delete do else emit enum event external false fallback "
     "final for function if immutable import indexed int interface internal is library mapping "
     "memory modifier new override payable pragma private public pure receive return returns "
     "storage string struct switch this throw true try type uint uint8 uint256 unchecked using "
     "view "
     "virtual while",
     "//",
     kSlashStar,
     kQuotes},
    {"zig",
     "addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime "
     "const continue defer else enum errdefer error export extern fn for if inline linksection "
     "noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend switch "
     "test threadlocal try union unreachable usingnamespace var volatile while bool f32 f64 i8 i32 "
     "i64 u8 u16 u32 u64 usize isize void null undefined true false",
     "//",
     {},
     kQuotes,
     Decorator},
    {"d dlang",
     "abstract alias align asm assert auto bool break byte case cast catch char class const "
     "continue debug default delegate delete deprecated do double else enum export extern false "
     "final finally float for foreach function goto if immutable import in inout int interface "
     "invariant is lazy long mixin module new nothrow null out override package private protected "
     "public pure real ref return scope shared short static string struct super switch template "
     "this throw true try typeof ubyte uint ulong union unittest version void while with",
     "//",
     kSlashStar,
     kGoStrings,
     Decorator},
    {"glsl hlsl wgsl vert frag",
     "attribute bool break buffer case const continue default discard do else false flat float fn "
     "for highp if in inout int invariant layout let lowp mat2 mat3 mat4 mediump out precision "
     "readonly return sampler2D struct switch true uniform uint varying var vec2 vec3 vec4 void "
     "while writeonly",
     "//",
     kSlashStar,
     {},
     Preprocessor | Decorator},
    {"terraform tf hcl",
     "resource data variable output locals module provider terraform backend required_providers "
     "for_each for in if dynamic lifecycle true false null string number bool list map set object "
     "any",
     "# //",
     kSlashStar,
     kDouble,
     Heredoc},
    {"vala",
     "abstract as async base bool break case catch char class const construct continue default "
     "delegate delete do double else ensures enum errordomain extern false finally float for "
     "foreach get if in inline int interface internal is lock long namespace new null out override "
     "owned private protected public ref requires return set signal sizeof static string struct "
     "switch this throw throws true try typeof uint unowned using var virtual void weak while "
     "yield",
     "//",
     kSlashStar,
     kTripleDouble,
     CharLiteral},
    {"css scss less sass pcss", "important", "//", kSlashStar, kQuotes, Decorator | Property, "-"},
}};

}  // namespace

std::span<const Language> braces_languages() noexcept {
    return kLanguages;
}

}  // namespace inkstone::highlight
