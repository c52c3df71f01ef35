// Copyright 2015 Google Inc. All rights reserved.
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in
// all copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
// THE SOFTWARE.

//! Expansions of HTML5 entities.
//!
//! The same table as `original_entities.rs`, packed: 2,125 pairs of pointers and lengths are 34 KB of
//! a WebAssembly module, and with their texts 21.3 KB of its gzip bytes; this is 8.0 KB.

use std::sync::OnceLock;

use crate::strings::CowStr;

/// The entities that stand for one character, in the order of these characters: each entity as a step
/// from the character before it to its own, and its name. Neighbours have similar names and short
/// steps, which is what gzip likes.
///
/// ```text
/// entity = step name
/// step   = " " … "/"       ; 0 … 15
///        / any other       ; its code point - 0xA0, from 16; never an ASCII letter or digit
/// name   = *( letter / digit )    ; without one, the step is only a part of the next
/// ```
const SINGLES: &str = concat!(
    ")Tab!NewLine\u{B7}excl!QUOT quot!num!dollar!percnt!AMP amp!apos!lpar!rpar!ast midast!plus!comma\"period",
    "!sol+colon!semi!LT lt!equals!GT gt!quest!commat\u{BB}lbrack lsqb!bsol!rbrack rsqb!Hat!UnderBar lowbar",
    "!DiacriticalGrave grave\u{BB}lbrace lcub!VerticalLine verbar vert!rbrace rcub\u{C3}NonBreakingSpace nbsp",
    "!iexcl!cent!pound!curren!yen!brvbar!sect!Dot DoubleDot die uml!COPY copy!ordf!laquo!not!shy!REG circledR",
    " reg!macr strns!deg!PlusMinus plusmn pm!sup2!sup3!DiacriticalAcute acute!micro!para!CenterDot centerdot",
    " middot!Cedilla cedil!sup1!ordm!raquo!frac14!frac12 half!frac34!iquest!Agrave!Aacute!Acirc!Atilde!Auml",
    "!Aring angst!AElig!Ccedil!Egrave!Eacute!Ecirc!Euml!Igrave!Iacute!Icirc!Iuml!ETH!Ntilde!Ograve!Oacute",
    "!Ocirc!Otilde!Ouml!times!Oslash!Ugrave!Uacute!Ucirc!Uuml!Yacute!THORN!szlig!agrave!aacute!acirc!atilde",
    "!auml!aring!aelig!ccedil!egrave!eacute!ecirc!euml!igrave!iacute!icirc!iuml!eth!ntilde!ograve!oacute!ocirc",
    "!otilde!ouml!div divide!oslash!ugrave!uacute!ucirc!uuml!yacute!thorn!yuml!Amacr!amacr!Abreve!abreve!Aogon",
    "!aogon!Cacute!cacute!Ccirc!ccirc!Cdot!cdot!Ccaron!ccaron!Dcaron!dcaron!Dstrok!dstrok!Emacr!emacr#Edot",
    "!edot!Eogon!eogon!Ecaron!ecaron!Gcirc!gcirc!Gbreve!gbreve!Gdot!gdot!Gcedil\"Hcirc!hcirc!Hstrok!hstrok",
    "!Itilde!itilde!Imacr!imacr#Iogon!iogon!Idot!imath inodot!IJlig!ijlig!Jcirc!jcirc!Kcedil!kcedil!kgreen",
    "!Lacute!lacute!Lcedil!lcedil!Lcaron!lcaron!Lmidot!lmidot!Lstrok!lstrok!Nacute!nacute!Ncedil!ncedil!Ncaron",
    "!ncaron!napos!ENG!eng!Omacr!omacr#Odblac!odblac!OElig!oelig!Racute!racute!Rcedil!rcedil!Rcaron!rcaron",
    "!Sacute!sacute!Scirc!scirc!Scedil!scedil!Scaron!scaron!Tcedil!tcedil!Tcaron!tcaron!Tstrok!tstrok!Utilde",
    "!utilde!Umacr!umacr!Ubreve!ubreve!Uring!uring!Udblac!udblac!Uogon!uogon!Wcirc!wcirc!Ycirc!ycirc!Yuml",
    "!Zacute!zacute!Zdot!zdot!Zcaron!zcaron\u{B4}fnof\u{C3}imped\u{E0}gacute\u{E2}jmath\u{12F}circ!Hacek caron",
    "\u{B1}Breve breve!DiacriticalDot dot!ring!ogon!DiacriticalTilde tilde!DiacriticalDoubleAcute dblac",
    "\u{D4}DownBreve\u{120}Alpha!Beta!Gamma!Delta!Epsilon!Zeta!Eta!Theta!Iota!Kappa!Lambda!Mu!Nu!Xi!Omicron!Pi",
    "!Rho\"Sigma!Tau!Upsilon!Phi!Chi!Psi!Omega ohm(alpha!beta!gamma!delta!epsi epsilon!zeta!eta!theta!iota",
    "!kappa!lambda!mu!nu!xi!omicron!pi!rho!sigmaf sigmav varsigma!sigma!tau!upsi upsilon!phi!chi!psi!omega",
    "(thetasym thetav vartheta!Upsi upsih#phiv straightphi varphi!piv varpi&Gammad!digamma gammad\u{B3}kappav",
    " varkappa!rhov varrho$epsiv straightepsilon varepsilon!backepsilon bepsi+IOcy!DJcy!GJcy!Jukcy!DScy!Iukcy",
    "!YIcy!Jsercy!LJcy!NJcy!TSHcy!KJcy\"Ubrcy!DZcy!Acy!Bcy!Vcy!Gcy!Dcy!IEcy!ZHcy!Zcy!Icy!Jcy!Kcy!Lcy!Mcy!Ncy",
    "!Ocy!Pcy!Rcy!Scy!Tcy!Ucy!Fcy!KHcy!TScy!CHcy!SHcy!SHCHcy!HARDcy!Ycy!SOFTcy!Ecy!YUcy!YAcy!acy!bcy!vcy!gcy",
    "!dcy!iecy!zhcy!zcy!icy!jcy!kcy!lcy!mcy!ncy!ocy!pcy!rcy!scy!tcy!ucy!fcy!khcy!tscy!chcy!shcy!shchcy!hardcy",
    "!ycy!softcy!ecy!yucy!yacy\"iocy!djcy!gjcy!jukcy!dscy!iukcy!yicy!jsercy!ljcy!njcy!tshcy!kjcy\"ubrcy!dzcy",
    "\u{1C43}ensp!emsp!emsp13!emsp14\"numsp!puncsp!ThinSpace thinsp!VeryThinSpace hairsp!NegativeMediumSpace",
    " NegativeThickSpace NegativeThinSpace NegativeVeryThinSpace ZeroWidthSpace!zwnj!zwj!lrm!rlm!dash hyphen",
    "#ndash!mdash!horbar!Verbar Vert\"OpenCurlyQuote lsquo!CloseCurlyQuote rsquo rsquor!lsquor sbquo",
    "\"OpenCurlyDoubleQuote ldquo!CloseCurlyDoubleQuote rdquo rdquor!bdquo ldquor\"dagger!Dagger ddagger!bull",
    " bullet#nldr!hellip mldr*permil!pertenk!prime!Prime!tprime!backprime bprime$lsaquo!rsaquo$OverBar oline",
    "#caret\"hybull!frasl+bsemi(qprime(MediumSpace!NoBreak!ApplyFunction af!InvisibleTimes it!InvisibleComma",
    " ic\u{E9}euro\u{CF}TripleDot tdot!DotDot\u{C6}Copf complexes#incare%gscr!HilbertSpace Hscr hamilt!Hfr",
    " Poincareplane!Hopf quaternions!planckh!hbar hslash planck plankv!Iscr imagline!Ifr Im image imagpart",
    "!Laplacetrf Lscr lagran!ell\"Nopf naturals!numero!copysr!weierp wp!Popf primes!Qopf rationals!Rscr",
    " realine!Re Rfr real realpart!Ropf reals!rx$TRADE trade\"Zopf integers#mho!Zfr zeetrf!iiota#Bernoullis",
    " Bscr bernou!Cayleys Cfr\"escr!Escr expectation!Fouriertrf Fscr\"Mellintrf Mscr phmmat!order orderof oscr",
    "!alefsym aleph!beth!gimel!daleth-CapitalDifferentialD DD!DifferentialD dd!ExponentialE ee exponentiale",
    "!ImaginaryI ii+frac13!frac23!frac15!frac25!frac35!frac45!frac16!frac56!frac18!frac38!frac58!frac78",
    "\u{D2}LeftArrow ShortLeftArrow larr leftarrow slarr!ShortUpArrow UpArrow uarr uparrow!RightArrow",
    " ShortRightArrow rarr rightarrow srarr!DownArrow ShortDownArrow darr downarrow!LeftRightArrow harr",
    " leftrightarrow!UpDownArrow updownarrow varr!UpperLeftArrow nwarr nwarrow!UpperRightArrow nearr nearrow",
    "!LowerRightArrow searr searrow!LowerLeftArrow swarr swarrow!nlarr nleftarrow!nrarr nrightarrow\"rarrw",
    " rightsquigarrow!Larr twoheadleftarrow!Uarr!Rarr twoheadrightarrow!Darr!larrtl leftarrowtail!rarrtl",
    " rightarrowtail!LeftTeeArrow mapstoleft!UpTeeArrow mapstoup!RightTeeArrow map mapsto!DownTeeArrow",
    " mapstodown\"hookleftarrow larrhk!hookrightarrow rarrhk!larrlp looparrowleft!looparrowright rarrlp!harrw",
    " leftrightsquigarrow!nharr nleftrightarrow\"Lsh lsh!Rsh rsh!ldsh!rdsh\"crarr!cularr curvearrowleft!curarr",
    " curvearrowright#circlearrowleft olarr!circlearrowright orarr!LeftVector leftharpoonup lharu",
    "!DownLeftVector leftharpoondown lhard!RightUpVector uharr upharpoonright!LeftUpVector uharl upharpoonleft",
    "!RightVector rharu rightharpoonup!DownRightVector rhard rightharpoondown!RightDownVector dharr",
    " downharpoonright!LeftDownVector dharl downharpoonleft!RightArrowLeftArrow rightleftarrows rlarr",
    "!UpArrowDownArrow udarr!LeftArrowRightArrow leftrightarrows lrarr!leftleftarrows llarr!upuparrows uuarr",
    "!rightrightarrows rrarr!ddarr downdownarrows!ReverseEquilibrium leftrightharpoons lrhar!Equilibrium",
    " rightleftharpoons rlhar!nLeftarrow nlArr!nLeftrightarrow nhArr!nRightarrow nrArr!DoubleLeftArrow",
    " Leftarrow lArr!DoubleUpArrow Uparrow uArr!DoubleRightArrow Implies Rightarrow rArr!DoubleDownArrow",
    " Downarrow dArr!DoubleLeftRightArrow Leftrightarrow hArr iff!DoubleUpDownArrow Updownarrow vArr!nwArr",
    "!neArr!seArr!swArr!Lleftarrow lAarr!Rrightarrow rAarr\"zigrarr'LeftArrowBar larrb!RightArrowBar rarrb",
    "\u{B0}DownArrowUpArrow duarr(loarr!roarr!hoarr!ForAll forall!comp complement!PartialD part!Exists exist",
    "!NotExists nexist nexists!empty emptyset emptyv varnothing\"Del nabla!Element in isin isinv!NotElement",
    " notin notinva\"ReverseElement SuchThat ni niv!NotReverseElement notni notniva#Product prod!Coproduct",
    " coprod!Sum sum!minus!MinusPlus mnplus mp!dotplus plusdo\"Backslash setminus setmn smallsetminus ssetmn",
    "!lowast!SmallCircle compfn\"Sqrt radic#Proportional prop propto varpropto vprop!infin!angrt!ang angle",
    "!angmsd measuredangle!angsph!VerticalBar mid shortmid smid!NotVerticalBar nmid nshortmid nsmid",
    "!DoubleVerticalBar par parallel shortparallel spar!NotDoubleVerticalBar npar nparallel nshortparallel",
    " nspar!and wedge!or vee!cap!cup!Integral int!Int!iiint tint!ContourIntegral conint oint!Conint",
    " DoubleContourIntegral!Cconint!cwint!ClockwiseContourIntegral cwconint!CounterClockwiseContourIntegral",
    " awconint!Therefore there4 therefore!Because becaus because!ratio!Colon Proportion!dotminus minusd\"mDDot",
    "!homtht!Tilde sim thicksim thksim!backsim bsim!ac mstpos!acd!VerticalTilde wr wreath!NotTilde nsim",
    "!EqualTilde eqsim esim!TildeEqual sime simeq!NotTildeEqual nsime nsimeq!TildeFullEqual cong!simne",
    "!NotTildeFullEqual ncong!TildeTilde ap approx asymp thickapprox thkap!NotTildeTilde nap napprox!ape",
    " approxeq!apid!backcong bcong!CupCap asympeq!Bumpeq HumpDownHump bump!HumpEqual bumpe bumpeq!DotEqual",
    " doteq esdot!doteqdot eDot!efDot fallingdotseq!erDot risingdotseq!Assign colone coloneq!ecolon eqcolon",
    "!ecir eqcirc!circeq cire\"wedgeq!veeeq\"triangleq trie#equest questeq!NotEqual ne!Congruent equiv",
    "!NotCongruent nequiv\"le leq!GreaterEqual ge geq!LessFullEqual lE leqq!GreaterFullEqual gE geqq!lnE lneqq",
    "!gnE gneqq!Lt NestedLessLess ll!Gt NestedGreaterGreater gg!between twixt!NotCupCap!NotLess nless nlt",
    "!NotGreater ngt ngtr!NotLessEqual nle nleq!NotGreaterEqual nge ngeq!LessTilde lesssim lsim!GreaterTilde",
    " gsim gtrsim!NotLessTilde nlsim!NotGreaterTilde ngsim!LessGreater lessgtr lg!GreaterLess gl gtrless",
    "!NotLessGreater ntlg!NotGreaterLess ntgl!Precedes pr prec!Succeeds sc succ!PrecedesSlantEqual prcue",
    " preccurlyeq!SucceedsSlantEqual sccue succcurlyeq!PrecedesTilde precsim prsim!SucceedsTilde scsim succsim",
    "!NotPrecedes npr nprec!NotSucceeds nsc nsucc!sub subset!Superset sup supset!nsub!nsup!SubsetEqual sube",
    " subseteq!SupersetEqual supe supseteq!NotSubsetEqual nsube nsubseteq!NotSupersetEqual nsupe nsupseteq",
    "!subne subsetneq!supne supsetneq\"cupdot!UnionPlus uplus!SquareSubset sqsub sqsubset!SquareSuperset sqsup",
    " sqsupset!SquareSubsetEqual sqsube sqsubseteq!SquareSupersetEqual sqsupe sqsupseteq!SquareIntersection",
    " sqcap!SquareUnion sqcup!CirclePlus oplus!CircleMinus ominus!CircleTimes otimes!osol!CircleDot odot",
    "!circledcirc ocir!circledast oast\"circleddash odash!boxplus plusb!boxminus minusb!boxtimes timesb",
    "!dotsquare sdotb!RightTee vdash!LeftTee dashv!DownTee top!UpTee bot bottom perp\"models!DoubleRightTee",
    " vDash!Vdash!Vvdash!VDash!nvdash!nvDash!nVdash!nVDash!prurel\"LeftTriangle vartriangleleft vltri",
    "!RightTriangle vartriangleright vrtri!LeftTriangleEqual ltrie trianglelefteq!RightTriangleEqual rtrie",
    " trianglerighteq!origof!imof!multimap mumap!hercon!intcal intercal!veebar\"barvee!angrtvb!lrtri!Wedge",
    " bigwedge xwedge!Vee bigvee xvee!Intersection bigcap xcap!Union bigcup xcup!Diamond diam diamond!sdot",
    "!Star sstarf!divideontimes divonx!bowtie!ltimes!rtimes!leftthreetimes lthree!rightthreetimes rthree",
    "!backsimeq bsime!curlyvee cuvee!curlywedge cuwed!Sub Subset!Sup Supset!Cap!Cup!fork pitchfork!epar",
    "!lessdot ltdot!gtdot gtrdot!Ll!Gg ggg!LessEqualGreater leg lesseqgtr!GreaterEqualLess gel gtreqless#cuepr",
    " curlyeqprec!cuesc curlyeqsucc!NotPrecedesSlantEqual nprcue!NotSucceedsSlantEqual nsccue",
    "!NotSquareSubsetEqual nsqsube!NotSquareSupersetEqual nsqsupe#lnsim!gnsim!precnsim prnsim!scnsim succnsim",
    "!NotLeftTriangle nltri ntriangleleft!NotRightTriangle nrtri ntriangleright!NotLeftTriangleEqual nltrie",
    " ntrianglelefteq!NotRightTriangleEqual nrtrie ntrianglerighteq!vellip!ctdot!utdot!dtdot!disin!isinsv",
    "!isins!isindot!notinvc!notinvb\"isinE!nisd!xnis!nis!notnivc!notnivb'barwed barwedge!Barwed doublebarwedge",
    "\"LeftCeiling lceil!RightCeiling rceil!LeftFloor lfloor!RightFloor rfloor!drcrop!dlcrop!urcrop!ulcrop",
    "!bnot\"profline!profsurf\"telrec!target&ulcorn ulcorner!urcorn urcorner!dlcorn llcorner!drcorn lrcorner",
    "#frown sfrown!smile ssmile*cylcty!profalar(topbot'ovbar\"solbar\u{DD}angzarr\u{D4}lmoust lmoustache",
    "!rmoust rmoustache#OverBracket tbrk!UnderBracket bbrk!bbrktbrk\u{C6}OverParenthesis!UnderParenthesis",
    "!OverBrace!UnderBrace#trpezium%elinters\u{DC}blank\u{145}circledS oS\u{D8}HorizontalLine boxh\"boxv*boxdr",
    "$boxdl$boxur$boxul$boxvr(boxvl(boxhd(boxhu(boxvh\u{B4}boxH!boxV!boxdR!boxDr!boxDR!boxdL!boxDl!boxDL!boxuR",
    "!boxUr!boxUR!boxuL!boxUl!boxUL!boxvR!boxVr!boxVR!boxvL!boxVl!boxVL!boxHd!boxhD!boxHD!boxHu!boxhU!boxHU",
    "!boxvH!boxVh!boxVH\u{B4}uhblk$lhblk$block)blk14!blk12!blk34.Square squ square)FilledVerySmallSquare",
    " blacksquare squarf squf!EmptyVerySmallSquare\"rect!marker#fltns\"bigtriangleup xutri!blacktriangle utrif",
    "!triangle utri#blacktriangleright rtrif!rtri triangleright$bigtriangledown xdtri!blacktriangledown dtrif",
    "!dtri triangledown#blacktriangleleft ltrif!ltri triangleleft'loz lozenge!cir\u{C1}tridot#bigcirc xcirc",
    ")ultri!urtri!lltri!EmptySmallSquare!FilledSmallSquare)bigstar starf!star(phone\u{D2}female\"male",
    "\u{BE}spades spadesuit#clubs clubsuit\"hearts heartsuit!diamondsuit diams$sung#flat!natur natural!sharp",
    "\u{144}check checkmark$cross)malt maltese\u{B6}sext\u{C2}VerticalSeparator\u{BA}lbbrk!rbbrk\u{F5}bsolhsub",
    "!suphsol\u{BD}LeftDoubleBracket lobrk!RightDoubleBracket robrk!LeftAngleBracket lang langle",
    "!RightAngleBracket rang rangle!Lang!Rang!loang!roang(LongLeftArrow longleftarrow xlarr!LongRightArrow",
    " longrightarrow xrarr!LongLeftRightArrow longleftrightarrow xharr!DoubleLongLeftArrow Longleftarrow xlArr",
    "!DoubleLongRightArrow Longrightarrow xrArr!DoubleLongLeftRightArrow Longleftrightarrow xhArr\"longmapsto",
    " xmap#dzigrarr\u{1A3}nvlArr!nvrArr!nvHarr!Map'lbarr!bkarow rbarr!lBarr!dbkarow rBarr!RBarr drbkarow",
    "!DDotrahd!UpArrowBar!DownArrowBar#Rarrtl#latail!ratail!lAtail!rAtail!larrfs!rarrfs!larrbfs!rarrbfs#nwarhk",
    "!nearhk!hksearow searhk!hkswarow swarhk!nwnear!nesear toea!seswar tosa!swnwar)rarrc\"cudarrr!ldca!rdca",
    "!cudarrl!larrpl#curarrm!cularrp(rarrpl#harrcir!Uarrocir!lurdshar!ldrushar#LeftRightVector",
    "!RightUpDownVector!DownLeftRightVector!LeftUpDownVector!LeftVectorBar!RightVectorBar!RightUpVectorBar",
    "!RightDownVectorBar!DownLeftVectorBar!DownRightVectorBar!LeftUpVectorBar!LeftDownVectorBar!LeftTeeVector",
    "!RightTeeVector!RightUpTeeVector!RightDownTeeVector!DownLeftTeeVector!DownRightTeeVector!LeftUpTeeVector",
    "!LeftDownTeeVector!lHar!uHar!rHar!dHar!luruhar!ldrdhar!ruluhar!rdldhar!lharul!llhard!rharul!lrhard",
    "!UpEquilibrium udhar!ReverseUpEquilibrium duhar!RoundImplies!erarr!simrarr!larrsim!rarrsim!rarrap!ltlarr",
    "\"gtrarr!subrarr\"suplarr!lfisht!rfisht!ufisht!dfisht&lopar!ropar%lbrke!rbrke!lbrkslu!rbrksld!lbrksld",
    "!rbrkslu!langd!rangd!lparlt!rpargt!gtlPar!ltrPar$vzigzag\"vangrt!angrtvbd'ange!range!dwangle!uwangle",
    "!angmsdaa!angmsdab!angmsdac!angmsdad!angmsdae!angmsdaf!angmsdag!angmsdah!bemptyv!demptyv!cemptyv!raemptyv",
    "!laemptyv!ohbar!omid!opar\"operp\"olcross!odsold\"olcir!ofcir!olt!ogt!cirscir!cirE!solb!bsolb$boxbox",
    "$trisb!rtriltri!LeftTriangleBar!RightTriangleBar,iinfin!infintie!nvinfin%eparsl!smeparsl!eqvparsl",
    "&blacklozenge lozf)RuleDelayed\"dsol*bigodot xodot!bigoplus xoplus!bigotimes xotime\"biguplus xuplus",
    "\"bigsqcup xsqcup&iiiint qint!fpartint#cirfnint!awint!rppolint!scpolint!npolint!pointint!quatint!intlarhk",
    "+pluscir!plusacir!simplus!plusdu!plussim!plustwo\"mcomma!minusdu#loplus!roplus!Cross!timesd!timesbar",
    "\"smashp!lotimes!rotimes!otimesas!Otimes!odiv!triplus!triminus!tritime!intprod iprod#amalg!capdot\"ncup",
    "!ncap!capand!cupor!cupcap!capcup!cupbrcap!capbrcup!cupcup!capcap!ccups!ccaps#ccupssm#And!Or!andand!oror",
    "!orslope!andslope\"andv!orv!andd!ord\"wedbar'sdote$simdot#congdot!easter!apacir!apE!eplus!pluse!Esim",
    "!Colone!Equal\"ddotseq eDDot!equivDD!ltcir!gtcir!ltquest!gtquest!LessSlantEqual leqslant les",
    "!GreaterSlantEqual geqslant ges!lesdot!gesdot!lesdoto!gesdoto!lesdotor!gesdotol!lap lessapprox!gap",
    " gtrapprox!lne lneq!gne gneq!lnap lnapprox!gnap gnapprox!lEg lesseqqgtr!gEl gtreqqless!lsime!gsime!lsimg",
    "!gsiml!lgE!glE!lesges!gesles!els eqslantless!egs eqslantgtr!elsdot!egsdot!el!eg#siml!simg!simlE!simgE",
    "!LessLess!GreaterGreater\"glj!gla!ltcc!gtcc!lescc!gescc!smt!lat!smte!late!bumpE!PrecedesEqual pre preceq",
    "!SucceedsEqual sce succeq#prE!scE!precneqq prnE!scnE succneqq!prap precapprox!scap succapprox!precnapprox",
    " prnap!scnap succnapprox!Pr!Sc!subdot!supdot!subplus!supplus!submult!supmult!subedot!supedot!subE",
    " subseteqq!supE supseteqq!subsim!supsim#subnE subsetneqq!supnE supsetneqq#csub!csup!csube!csupe!subsup",
    "!supsub!subsub!supsup!suphsub!supdsub!forkv!topfork!mlcp)Dashv DoubleLeftTee\"Vdashl!Barv!vBar!vBarv",
    "\"Vbar!Not!bNot!rnmid!cirmid!midcir!topcir!nhpar!parsim*parsl\u{D0A3}fflig!filig!fllig!ffilig!ffllig",
    "\u{D0A0}\u{A38}Ascr\"Cscr!Dscr#Gscr#Jscr!Kscr#Nscr!Oscr!Pscr!Qscr\"Sscr!Tscr!Uscr!Vscr!Wscr!Xscr!Yscr",
    "!Zscr!ascr!bscr!cscr!dscr\"fscr\"hscr!iscr!jscr!kscr!lscr!mscr!nscr\"pscr!qscr!rscr!sscr!tscr!uscr!vscr",
    "!wscr!xscr!yscr!zscr\u{D5}Afr!Bfr\"Dfr!Efr!Ffr!Gfr#Jfr!Kfr!Lfr!Mfr!Nfr!Ofr!Pfr!Qfr\"Sfr!Tfr!Ufr!Vfr!Wfr",
    "!Xfr!Yfr\"afr!bfr!cfr!dfr!efr!ffr!gfr!hfr!ifr!jfr!kfr!lfr!mfr!nfr!ofr!pfr!qfr!rfr!sfr!tfr!ufr!vfr!wfr!xfr",
    "!yfr!zfr!Aopf!Bopf\"Dopf!Eopf!Fopf!Gopf\"Iopf!Jopf!Kopf!Lopf!Mopf\"Oopf$Sopf!Topf!Uopf!Vopf!Wopf!Xopf",
    "!Yopf\"aopf!bopf!copf!dopf!eopf!fopf!gopf!hopf!iopf!jopf!kopf!lopf!mopf!nopf!oopf!popf!qopf!ropf!sopf",
    "!topf!uopf!vopf!wopf!xopf!yopf!zopf",
);

/// The entities that stand for two characters: name, space, characters, space.
const PAIRS: &str = concat!(
    "nvlt \u{3C}\u{20D2} bne \u{3D}\u{20E5} nvgt \u{3E}\u{20D2} fjlig fj ThickSpace \u{205F}\u{200A} ",
    "nrarrw \u{219D}\u{338} npart \u{2202}\u{338} nang \u{2220}\u{20D2} caps \u{2229}\u{FE00} ",
    "cups \u{222A}\u{FE00} nvsim \u{223C}\u{20D2} race \u{223D}\u{331} acE \u{223E}\u{333} ",
    "NotEqualTilde \u{2242}\u{338} nesim \u{2242}\u{338} napid \u{224B}\u{338} nvap \u{224D}\u{20D2} ",
    "NotHumpDownHump \u{224E}\u{338} nbump \u{224E}\u{338} NotHumpEqual \u{224F}\u{338} ",
    "nbumpe \u{224F}\u{338} nedot \u{2250}\u{338} bnequiv \u{2261}\u{20E5} nvle \u{2264}\u{20D2} ",
    "nvge \u{2265}\u{20D2} nlE \u{2266}\u{338} nleqq \u{2266}\u{338} NotGreaterFullEqual \u{2267}\u{338} ",
    "ngE \u{2267}\u{338} ngeqq \u{2267}\u{338} lvertneqq \u{2268}\u{FE00} lvnE \u{2268}\u{FE00} ",
    "gvertneqq \u{2269}\u{FE00} gvnE \u{2269}\u{FE00} NotLessLess \u{226A}\u{338} nLtv \u{226A}\u{338} ",
    "nLt \u{226A}\u{20D2} NotGreaterGreater \u{226B}\u{338} nGtv \u{226B}\u{338} nGt \u{226B}\u{20D2} ",
    "NotSucceedsTilde \u{227F}\u{338} NotSubset \u{2282}\u{20D2} nsubset \u{2282}\u{20D2} ",
    "vnsub \u{2282}\u{20D2} NotSuperset \u{2283}\u{20D2} nsupset \u{2283}\u{20D2} vnsup \u{2283}\u{20D2} ",
    "varsubsetneq \u{228A}\u{FE00} vsubne \u{228A}\u{FE00} varsupsetneq \u{228B}\u{FE00} ",
    "vsupne \u{228B}\u{FE00} NotSquareSubset \u{228F}\u{338} NotSquareSuperset \u{2290}\u{338} ",
    "sqcaps \u{2293}\u{FE00} sqcups \u{2294}\u{FE00} nvltrie \u{22B4}\u{20D2} nvrtrie \u{22B5}\u{20D2} ",
    "nLl \u{22D8}\u{338} nGg \u{22D9}\u{338} lesg \u{22DA}\u{FE00} gesl \u{22DB}\u{FE00} ",
    "notindot \u{22F5}\u{338} notinE \u{22F9}\u{338} nrarrc \u{2933}\u{338} ",
    "NotLeftTriangleBar \u{29CF}\u{338} NotRightTriangleBar \u{29D0}\u{338} ncongdot \u{2A6D}\u{338} ",
    "napE \u{2A70}\u{338} NotLessSlantEqual \u{2A7D}\u{338} nleqslant \u{2A7D}\u{338} nles \u{2A7D}\u{338} ",
    "NotGreaterSlantEqual \u{2A7E}\u{338} ngeqslant \u{2A7E}\u{338} nges \u{2A7E}\u{338} ",
    "NotNestedLessLess \u{2AA1}\u{338} NotNestedGreaterGreater \u{2AA2}\u{338} smtes \u{2AAC}\u{FE00} ",
    "lates \u{2AAD}\u{FE00} NotPrecedesEqual \u{2AAF}\u{338} npre \u{2AAF}\u{338} npreceq \u{2AAF}\u{338} ",
    "NotSucceedsEqual \u{2AB0}\u{338} nsce \u{2AB0}\u{338} nsucceq \u{2AB0}\u{338} nsubE \u{2AC5}\u{338} ",
    "nsubseteqq \u{2AC5}\u{338} nsupE \u{2AC6}\u{338} nsupseteqq \u{2AC6}\u{338} ",
    "varsubsetneqq \u{2ACB}\u{FE00} vsubnE \u{2ACB}\u{FE00} varsupsetneqq \u{2ACC}\u{FE00} ",
    "vsupnE \u{2ACC}\u{FE00} nparsl \u{2AFD}\u{20E5} ",
);

type Entity = (&'static str, CowStr<'static>);

pub(crate) fn get_entity(bytes: &[u8]) -> Option<CowStr<'static>> {
    static ENTITIES: OnceLock<Vec<Entity>> = OnceLock::new();
    let entities = ENTITIES.get_or_init(unpacked);
    let found = entities.binary_search_by_key(&bytes, |(name, _)| name.as_bytes()).ok()?;
    Some(entities[found].1.clone())
}

/// All entities, by name.
fn unpacked() -> Vec<Entity> {
    let mut entities = Vec::new();
    let mut code_point = 0;
    let mut rest = SINGLES;
    while let Some(step) = rest.chars().next() {
        code_point += step as u32 - if step < '0' { 0x20 } else { 0xA0 };
        rest = &rest[step.len_utf8()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if let (false, Some(value)) = (name.is_empty(), char::from_u32(code_point)) {
            entities.push((name, value.into()));
        }
        rest = after;
    }
    let mut words = PAIRS.split_ascii_whitespace();
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        entities.push((name, value.into()));
    }
    entities.sort_unstable_by_key(|(name, _)| *name);
    entities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::original_entities::{self, ENTITIES};

    #[test]
    fn every_entity_is_as_in_the_original() {
        for (name, value) in ENTITIES {
            assert_eq!(get_entity(name).as_deref(), Some(value), "{}", String::from_utf8_lossy(name));
        }
        assert_eq!(unpacked().len(), ENTITIES.len());
    }

    #[test]
    fn what_is_no_entity_is_none() {
        for name in ["", "a", "amp;", "AMPP", "zzz", "nGt1"] {
            assert_eq!(get_entity(name.as_bytes()), None, "{name}");
            assert_eq!(original_entities::get_entity(name.as_bytes()), None, "{name}");
        }
    }
}
