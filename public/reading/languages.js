// What a language of a code block is called: the file in highlight/languages that colours it, by the
// word that authors write (lower case), and its name for the reader.
//
//   language("c++")  →  { file: "cpp", label: "C++" }
//   language("乘法：") →  { file: undefined, label: "乘法：" }

// file, its label, other words for it
const KNOWN = `
awk AWK gawk
bash Bash sh zsh shell script
c C h
clojure Clojure clj cljs
cmake CMake
cpp C++ c++ cc cxx hpp hxx h++ cplusplus
csharp C# cs c# dotnet
css CSS
dart Dart
diff Diff patch
django Django jinja jinja2 liquid nunjucks
dockerfile Dockerfile docker containerfile
dos Batch bat cmd batch
elixir Elixir ex exs
elm Elm
erlang Erlang erl
fsharp F# fs f#
go Go golang
gradle Gradle
graphql GraphQL gql
groovy Groovy
handlebars Handlebars hbs mustache
haskell Haskell hs
http HTTP https
ini INI toml conf cfg editorconfig gitconfig
java Java jsp
javascript JavaScript js jsx mjs cjs node nodejs es6 ecmascript dataviewjs
json JSON json5 jsonc jsonl webmanifest
julia Julia jl
kotlin Kotlin kt kts
latex LaTeX tex
less Less
lisp Lisp cl commonlisp elisp emacs-lisp scheme
lua Lua
makefile Makefile make mk mak
markdown Markdown md mdx gfm
matlab MATLAB octave
nginx nginx nginxconf
objectivec Objective-C objc objective-c obj-c oc mm objective_c
ocaml OCaml ml
perl Perl pl pm
php PHP php7
powershell PowerShell ps1 pwsh ps
properties Properties
protobuf Protobuf proto proto3
python Python py python2 python3 py3 pyw pycon ipython
r R rscript
ruby Ruby rb gemspec podfile rails erb
rust Rust rs
scala Scala
scss SCSS sass
shell Console console terminal shellsession sh-session
sql SQL mysql plsql tsql pgsql postgres postgresql sqlite psql
swift Swift
twig Twig
typescript TypeScript ts tsx mts cts
vim Vim viml vimscript
xml XML html xhtml htm svg vue rss atom plist xsl xsd svelte wsdl
yaml YAML yml
`;

// Words that say less than the word the author wrote.
const OWN_NAME = { toml: "TOML", html: "HTML", svg: "SVG", vue: "Vue", sass: "Sass", jsx: "JSX", tsx: "TSX", jsp: "JSP" };

const byWord = new Map();
for (const line of KNOWN.trim().split("\n")) {
  const [file, label, ...words] = line.split(" ");
  // "shell" is what most people call a script; its file is for what a terminal shows.
  for (const word of file === "shell" ? words : [file, ...words]) byWord.set(word, { file, label: OWN_NAME[word] ?? label });
}
byWord.set("shell", byWord.get("bash"));

/** The file and the label of the first word of an info string. */
export function language(word) {
  const plain = word.trim().toLowerCase().replace(/^[{.=]+|[{},;:].*$/gu, "");
  return byWord.get(plain) ?? { file: undefined, label: word.trim() };
}

/** Files that a language may hold pieces of. */
export const INSIDE = { xml: ["css", "javascript"], markdown: ["xml"], php: ["xml"], django: ["xml"], handlebars: ["xml"], twig: ["xml"], shell: ["bash"], http: ["json"] };
