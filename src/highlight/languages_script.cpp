// SPDX-License-Identifier: Apache-2.0
// Tables: scripting languages and shells.
#include <array>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::array<CommentRule, 1> kAngleHash{{{"<#", "#>"}}};
constexpr std::array<CommentRule, 1> kHashEquals{{{"#=", "=#"}}};
constexpr std::array<CommentRule, 1> kBeginEnd{{{"=begin", "=end"}}};
constexpr std::array<CommentRule, 1> kPod{{{"=pod", "=cut"}}};
constexpr std::array<CommentRule, 1> kPercentBrace{{{"%{", "%}"}}};
constexpr std::array<StringRule, 4> kPythonStrings{
    {{"\"\"\"", "\"\"\"", '\\', true}, {"'''", "'''", '\\', true}, {"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 2> kQuotes{{{"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 3> kShellStrings{
    {{"$'", "'", '\\', true}, {"\"", "\"", '\\', true}, {"'", "'", 0, true}}};
constexpr std::array<StringRule, 3> kRubyStrings{
    {{"\"", "\"", '\\', true}, {"'", "'", '\\', true}, {"`", "`"}}};
constexpr std::array<StringRule, 4> kPowerShellStrings{{{"@\"", "\"@", 0, true},
                                                        {"@'", "'@", 0, true},
                                                        {"\"", "\"", '`', true, true},
                                                        {"'", "'", 0, true, true}}};
constexpr std::array<StringRule, 3> kJuliaStrings{
    {{"\"\"\"", "\"\"\"", '\\', true}, {"\"", "\"", '\\', true}, {"`", "`"}}};
constexpr std::array<StringRule, 3> kElixirStrings{
    {{"\"\"\"", "\"\"\"", '\\', true}, {"\"", "\"", '\\', true}, {"'", "'"}}};
constexpr std::array<StringRule, 2> kMatlabStrings{
    {{"\"", "\"", 0, false, true}, {"'", "'", 0, false, true}}};
constexpr std::array<StringRule, 1> kBatchStrings{{{"\"", "\"", 0}}};

constexpr std::array<Language, 16> kLanguages{{
    {"python py python3 py3 python2 pyhon gyp starlark bzl",
     "False None True and as assert async await break case class continue def del elif else except "
     "finally for from global if import in is lambda match nonlocal not or pass raise return try "
     "while with yield self",
     "#",
     {},
     kPythonStrings,
     Decorator,
     {},
     "r R b B f F u U br Br bR rb rB fr Fr rf"},
    {"bash sh shell zsh ksh fish shellscript ash",
     "if then else elif fi case esac for select while until do done in function time coproc alias "
     "break cd continue declare echo eval exec exit export local printf read readonly return set "
     "shift source test trap unset sudo",
     "#",
     {},
     kShellStrings,
     Heredoc | HashAfterBlank | Sigil,
     "-./"},
    {"ruby rb rake gemfile podfile vagrantfile",
     "BEGIN END alias and begin break case class def defined? do else elsif end ensure false for "
     "if "
     "in module next nil not or redo rescue retry return self super then true undef unless until "
     "when while yield require require_relative include extend attr_reader attr_writer "
     "attr_accessor private protected public raise puts",
     "#",
     kBeginEnd,
     kRubyStrings,
     Heredoc | Regex | PercentString | Sigil,
     "?"},
    {"perl pl pm",
     "BEGIN END and cmp continue default die do each else elsif eq for foreach ge given gt if last "
     "le local lt my ne next no not or our package print push redo require return say shift sub "
     "undef unless until use when while x xor",
     "#",
     kPod,
     kRubyStrings,
     Heredoc | Regex | Sigil},
    {"lua luau",
     "and break do else elseif end false for function goto if in local nil not or repeat return "
     "then true until while self",
     "--",
     {},
     kQuotes,
     LongBrackets},
    {"r rscript rlang",
     "if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ "
     "NA_character_ in library require return",
     "#",
     {},
     kRubyStrings,
     0,
     "."},
    {"julia jl",
     "abstract baremodule begin break catch const continue do else elseif end export false finally "
     "for function global if import in isa let local macro missing module mutable nothing "
     "primitive "
     "quote return struct true try type using where while",
     "#",
     kHashEquals,
     kJuliaStrings,
     NestedComments | CharLiteral | Decorator,
     "!",
     "r b raw v"},
    {"powershell ps1 pwsh posh psm1",
     "begin break catch class continue data do dynamicparam else elseif end enum exit filter "
     "finally for foreach from function hidden if in param process return static switch throw trap "
     "try until using var while -eq -ne -gt -ge -lt -le -like -notlike -match -notmatch -and -or "
     "-not -in",
     "#",
     kAngleHash,
     kPowerShellStrings,
     IgnoreCase | Sigil | HashAfterBlank,
     "-"},
    {"batch bat cmd dos batchfile winbatch",
     "call cd chdir cls cmd copy del do echo else endlocal errorlevel exist exit for goto if in "
     "mkdir move not off on path pause popd pushd rem ren rmdir set setlocal shift start title "
     "type",
     "rem ::",
     {},
     kBatchStrings,
     IgnoreCase | Sigil,
     "-./\\"},
    {"elixir ex exs",
     "after alias and case catch cond def defdelegate defexception defguard defimpl defmacro "
     "defmacrop defmodule defp defprotocol defstruct do else end false fn for if import in nil not "
     "or quote raise receive require rescue super throw true try unless unquote use when with",
     "#",
     {},
     kElixirStrings,
     Decorator,
     "?!"},
    {"matlab octave",
     "break case catch classdef continue else elseif end enumeration events for function global if "
     "methods otherwise parfor persistent properties return spmd switch try unwind_protect while "
     "true false",
     "% #",
     kPercentBrace,
     kMatlabStrings,
     Transpose},
    {"awk gawk",
     "BEGIN END BEGINFILE ENDFILE break continue delete do else exit for function getline gsub if "
     "in length next nextfile print printf return split sub substr while NF NR FS OFS",
     "#",
     {},
     kQuotes,
     Regex},
    {"tcl",
     "after append array break catch continue else elseif error eval expr for foreach global if "
     "incr lappend lindex list llength namespace package proc puts return set source string switch "
     "then upvar variable while",
     "#",
     {},
     kBatchStrings,
     HashAfterBlank},
    {"crystal cr",
     "abstract alias annotation as begin break case class def do else elsif end ensure enum extend "
     "false for fun if in include instance_sizeof is_a? lib macro module next nil of out private "
     "protected require rescue return select self sizeof struct super then true type typeof union "
     "unless until when while with yield",
     "#",
     {},
     kRubyStrings,
     Regex | PercentString | Sigil,
     "?"},
    {"nim",
     "addr and as asm bind block break case cast concept const continue converter defer discard "
     "distinct div do elif else end enum except export finally for from func if import in include "
     "interface is isnot iterator let macro method mixin mod nil not notin object of or out proc "
     "ptr raise ref return shl shr static template try tuple type using var when while xor yield "
     "true false",
     "#",
     {},
     kPythonStrings},
    {"coffeescript coffee",
     "and break by case catch class continue delete do else extends false finally for if in "
     "instanceof is isnt loop new no not null of off on or return super switch then this throw "
     "true "
     "try typeof undefined unless until when while yes yield",
     "#",
     {},
     kPythonStrings,
     Regex},
}};

}  // namespace

std::span<const Language> script_languages() noexcept {
    return kLanguages;
}

}  // namespace inkstone::highlight
