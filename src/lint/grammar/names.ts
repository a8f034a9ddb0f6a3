/**
 * Given names from many languages: a capitalised word alone cannot tell Ivan from Kafka. Words that are also common in technical
 * text (Mark, Will, Grace, Chase, May, Drew, Art, Bill, Rob, Pat, Dot, Ray, Ruby, Jenkins) are left out.
 */
const LIST = `
aaron abdul abigail ada adam adele adrian agnes ahmed aisha akira alan albert alejandro alessandro alex alexander alexandra alexei alfred ali alice alicia
alina alison amanda amelia amir amit amy ana anders andre andrea andreas andrew andy angela anil anita anja ann anna anne annika anthony
anton antonio anya arjun arthur asha astrid audrey ayesha barbara beatrice ben benjamin bernd beth bjorn bob boris brad brandon brenda
brian bruno camille carl carla carlos carmen carol caroline cathy cecilia charles charlie charlotte chen chiara chris christian christina
christine christopher claire clara claudia colin connor craig cristina cynthia daisuke dan dana daniel daniela danny dave david deborah deepak
denise dennis derek devi diana diego dieter dimitri dmitri dominic donald dorothy doug dylan edgar eduardo edward elena eleni eli elias elif
elisa elizabeth ella ellen emil emily emma eric erica erik erin esther ethan eva evan evelyn fabian farah farid fatima felipe felix fernando
fiona florian francesca francesco francis francois frank fred freya gabriel gary geoff george georg gerald giulia giovanni giuseppe gloria gordon graham greg
gunther gustav hannah hans harold harry hassan heather heidi helen helena henrik henry hiroshi hiro hugo hussein ian ibrahim igor ines ingrid irene
isaac isabel isabella ivan jack jacob jakub james jamie jan jane janet jason javier jean jeff jennifer jenny jens jeremy jerome jessica jim jo joan joanna
joao johan johanna john jon jonas jonathan jorge jose joseph josh joshua joyce juan judith judy julia julian julie jun jurgen justin kai kamal karen
karim karin karl kate katherine katja katrin kayla keiko keith ken kenji kenneth kevin kim klara klaus kofi kumar kurt kyle lars laura lauren laurent
lena leo leon leonard leila liam lily linda lisa liu liz lorenzo louis louise lucas lucia luis luka lukas luke lydia magnus mai malik manuel
marc marcel marco marcus margaret maria marian marie marina mario marion markus marta martha martin martina mary masha mateo matt matteo matthew
matthias maurice max maya megan mehmet mei melanie melissa mia michael michel michelle miguel mika mike mila milan mina mira miriam mohamed mohammed mona
monica morgan muhammad nadia nancy naomi natalia natalie natasha nathan neha neil nicholas nick nicola nicole niels nikhil niklas nina noah nora
oleg oliver olga olivia omar oscar otto pablo paolo patricia patrick paul paula pavel pedro pete peter petra phil philip philippe pierre piotr
priya rachel rafael rahul raj rajesh ralph ramesh raul rebecca renata ricardo richard rita robert roberto robin rosa roland ron ronald
roy rui ruth ryan sabine said sally sam samantha samir samuel sandra sanjay santiago sara sarah sasha satoshi scott sean sebastian serge sergei
sergio sharon shaun shreya silvia simon simone sofia sonia sophia sophie stefan stella stephanie stephen steve steven stuart sunil
susan sven sylvia takeshi tamara tanya tara teresa thea theo theresa thomas tim timo timothy tina tobias todd tom tomas tony tracy
ulrich ursula valentina valerie vanessa vera veronica victor victoria viktor vikram vincent virginia vivian vladimir walter wanda wei wendy werner
wilhelm william wolfgang xavier yan yara yasmin yuki yusuf yuri yves yvonne zara zoe zofia`

const GIVEN_NAMES: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/))

/** Without diacritics, so that "José" is "jose". */
export function isGivenName(word: string): boolean {
  return GIVEN_NAMES.has(word.normalize('NFD').replace(/\p{M}/gu, ''))
}
