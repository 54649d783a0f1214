// SPDX-License-Identifier: Apache-2.0
// Tables: functional languages, SQL, and languages of other families.
#include <array>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::array<CommentRule, 1> kSlashStar{{{"/*", "*/"}}};
constexpr std::array<CommentRule, 1> kBraceDash{{{"{-", "-}"}}};
constexpr std::array<CommentRule, 1> kParenStar{{{"(*", "*)"}}};
constexpr std::array<CommentRule, 2> kPascalComments{{{"(*", "*)"}, {"{", "}"}}};
constexpr std::array<CommentRule, 1> kHashBar{{{"#|", "|#"}}};
constexpr std::array<StringRule, 1> kDouble{{{"\"", "\"", '\\', true}}};
constexpr std::array<StringRule, 2> kTripleDouble{
    {{"\"\"\"", "\"\"\"", '\\', true}, {"\"", "\"", '\\', true}}};
constexpr std::array<StringRule, 2> kQuotes{{{"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 3> kSqlStrings{
    {{"'", "'", 0, true, true}, {"\"", "\"", 0, false, true}, {"$$", "$$", 0, true}}};
constexpr std::array<StringRule, 1> kSingleDoubled{{{"'", "'", 0, false, true}}};
constexpr std::array<StringRule, 1> kDoubleDoubled{{{"\"", "\"", 0, false, true}}};
constexpr std::array<StringRule, 2> kFortranStrings{
    {{"\"", "\"", 0, false, true}, {"'", "'", 0, false, true}}};

constexpr std::string_view kSql =
    "add all alter and any as asc auto_increment begin between bigint binary blob bool boolean by "
    "cascade case cast char character check collate column commit constraint count create cross "
    "current_date current_timestamp cursor database date datetime decimal declare default delete "
    "desc describe distinct double drop else elseif end engine escape except execute exists "
    "explain "
    "false fetch float for foreign from full function go grant group having if in index inner "
    "insert int integer intersect interval into is join key language left like limit lock longtext "
    "loop max min mediumint natural not null numeric offset on or order outer over partition "
    "plpgsql precision primary procedure real references replace restrict return returning returns "
    "revoke right rollback row rows savepoint schema select sequence serial set show smallint "
    "start "
    "sum table temporary text then time timestamp tinyint to transaction trigger true truncate "
    "union unique unlock unsigned update use using uuid values varchar view when where while "
    "window "
    "with avg";

constexpr std::array<Language, 18> kLanguages{{
    {"sql mysql postgresql postgres pgsql psql plsql plpgsql tsql sqlite mariadb hql",
     kSql,
     "--",
     kSlashStar,
     kSqlStrings,
     IgnoreCase},
    {"haskell hs purescript purs",
     "as case class data default deriving do else family forall foreign hiding if import in infix "
     "infixl infixr instance let mdo module newtype of pattern proc qualified rec then type where "
     "True False Nothing Just",
     "--",
     kBraceDash,
     kDouble,
     NestedComments | CharLiteral,
     "'"},
    {"ocaml ml mli reasonml reason",
     "and as assert begin class constraint do done downto else end exception external false for "
     "fun "
     "function functor if in include inherit initializer lazy let match method module mutable new "
     "nonrec object of open or private rec sig struct then to true try type val virtual when while "
     "with int float bool char string unit list array option",
     {},
     kParenStar,
     kDouble,
     NestedComments | CharLiteral,
     "'"},
    {"fsharp f# fs fsx",
     "abstract and as assert base begin class default delegate do done downcast downto elif else "
     "end exception extern false finally fixed for fun function global if in inherit inline "
     "interface internal lazy let match member module mutable namespace new not null of open or "
     "override private public rec return select static struct then to true try type upcast use val "
     "void when while with yield",
     "//",
     kParenStar,
     kTripleDouble,
     NestedComments | CharLiteral | Preprocessor,
     "'"},
    {"elm",
     "alias as case else exposing if import in infix let module of port then type where True False",
     "--",
     kBraceDash,
     kTripleDouble,
     NestedComments | CharLiteral},
    {"erlang erl hrl",
     "after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let "
     "maybe not of or orelse receive rem try when xor module export import record define include "
     "spec type behaviour",
     "%",
     {},
     kQuotes},
    {"clojure clj cljs cljc edn",
     "def defn defn- defmacro defmethod defmulti defonce defprotocol defrecord deftype do doseq "
     "dotimes fn for if if-let if-not import let letfn loop ns or and not quote recur reify "
     "require "
     "set! throw try catch finally use var when when-let when-not while case cond condp true false "
     "nil -> ->>",
     ";",
     {},
     kDouble,
     BackslashChar,
     "-?!*+<>=/"},
    {"lisp common-lisp commonlisp cl elisp emacs-lisp emacs el scheme scm racket rkt",
     "and begin block call/cc case catch cond cons define define-syntax defclass defconst "
     "defconstant defgeneric define-record-type defmacro defmethod defpackage defparameter "
     "defstruct "
     "defun defvar do dolist dotimes else eval-when flet format function handler-case if "
     "in-package "
     "labels lambda let let* let-values letrec loop macrolet nil not or prog1 prog2 progn provide "
     "quote require return setf setq set! syntax-rules t throw unless unwind-protect use-package "
     "when while #t #f",
     ";",
     kHashBar,
     kDouble,
     NestedComments,
     "-?!*+<>=/"},
    {"prolog swi-prolog",
     "is mod rem not fail true false dynamic discontiguous module use_module findall forall assert "
     "asserta assertz retract",
     "%",
     kSlashStar,
     kQuotes},
    {"vbnet vb vba vbscript visualbasic basic",
     "addhandler and andalso as boolean byref byte byval call case catch class const date dim do "
     "double each else elseif end enum exit false finally for friend function get global handles "
     "if "
     "implements imports in inherits integer interface is let lib long loop me mod module "
     "namespace "
     "new next not nothing object of on option optional or orelse overrides private property "
     "protected public readonly redim return select set shared single static step string structure "
     "sub then throw to true try until using variant wend when while with xor",
     "' rem",
     {},
     kDoubleDoubled,
     IgnoreCase},
    {"pascal delphi objectpascal freepascal",
     "and array as begin boolean case char class const constructor destructor div do downto else "
     "end except false file finalization finally for function goto if implementation in inherited "
     "initialization integer interface is label mod nil not object of on or out packed private "
     "procedure program property protected public published raise real record repeat set shl shr "
     "string then to true try type unit until uses var virtual while with writeln xor",
     "//",
     kPascalComments,
     kSingleDoubled,
     IgnoreCase},
    {"fortran f90 f95 f03 f77",
     "allocatable allocate and assign associate call case character class close common complex "
     "contains continue cycle data deallocate dimension do double else elseif end endif enddo "
     "entry equivalence exit external false format function if implicit in include inout inquire "
     "integer intent interface intrinsic kind logical module namelist none not nullify only open "
     "or out parameter pointer precision print private procedure program public pure read real "
     "recursive result return rewind save select stop subroutine target then to true type use "
     "where "
     "while write",
     "!",
     {},
     kFortranStrings,
     IgnoreCase},
    {"ada adb ads",
     "abort abs abstract accept access aliased all and array at begin body case constant declare "
     "delay delta digits do else elsif end entry exception exit for function generic goto if in "
     "interface is limited loop mod new not null of or others out overriding package pragma "
     "private "
     "procedure protected raise range record rem renames requeue return reverse select separate "
     "some subtype synchronized tagged task terminate then type until use when while with xor",
     "--",
     {},
     kDoubleDoubled,
     IgnoreCase | CharLiteral},
    {"cobol cob",
     "accept add by call close compute data display divide division else end-if environment "
     "evaluate file from giving go identification if input into is linkage move multiply not "
     "occurs "
     "open output perform pic picture procedure program-id read section select set stop run string "
     "subtract then times to until using value varying when working-storage write",
     "*>",
     {},
     kQuotes,
     IgnoreCase,
     "-"},
    {"asm nasm assembly x86asm gas armasm mips",
     "add and bits call cmp db dd dec div dq dw equ extern global idiv imul inc int ja jae jb jbe "
     "je "
     "jg jge jl jle jmp jne jnz jz lea loop mov movsx movzx mul neg nop not or pop push rep resb "
     "resd ret section segment shl shr sub syscall test text data bss xor ldr str bl adr svc",
     "; //",
     kSlashStar,
     kQuotes,
     IgnoreCase,
     ".%"},
    {"vhdl verilog systemverilog sv",
     "always and architecture assign begin bit buffer case component constant downto else elsif "
     "end "
     "endcase endmodule entity for function generate generic if in initial inout input integer is "
     "library localparam logic loop map module negedge not of or others out output package "
     "parameter port posedge process reg signal std_logic std_logic_vector then to type use "
     "variable wait when while wire with",
     "-- //",
     kSlashStar,
     kDouble,
     IgnoreCase | CharLiteral},
    {"vim viml vimscript",
     "autocmd augroup call catch command echo else elseif endfor endfunction endif endtry endwhile "
     "execute filetype finally for function highlight if in inoremap let map nmap nnoremap noremap "
     "plugin return set setlocal syntax throw try unlet vmap vnoremap while",
     {},
     {},
     kSingleDoubled},
    {"gherkin cucumber feature",
     "Feature Background Scenario Outline Examples Given When Then And But Rule",
     "#",
     {},
     kTripleDouble,
     KeywordsFirst},
}};

}  // namespace

std::span<const Language> other_languages() noexcept {
    return kLanguages;
}

}  // namespace inkstone::highlight
