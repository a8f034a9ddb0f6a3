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
wilhelm william wolfgang xavier yan yara yasmin yuki yusuf yuri yves yvonne zara zoe zofia
ondra hao pavlo greta ingeborg oksana catarina thandiwe mathijs haukur tanabe bettina birgit bjarne borja bruna bartosz
agnieszka aleksander aleksandra alessia alfonso aliya alvaro amadou amara aminata amina anatoly andrei andrzej aneta angelique
annelies annette antoine antonia arash arnaud arne arturo arvid aslan asuka ayumi aziz bartek basak beata beatriz benedikt
benoit berit bertrand bianca bilal binh bogdan borislav branko burak caio carmel cem cesar chandra chiamaka chidi chinedu chloe
christophe cian cihan claudio clement clemens corinna cosima cyril dagmar dalia damian damien danilo danuta daria dariusz davide
deniz denys desmond dilip dimitrios dina dinesh divya dominika dominique dragan duc dusan ebba eckhard edith eduard efe egon
einar eirik ekaterina eliska eloise elsa elvira emanuel emeka emre enrico enrique enzo erika ernesto ersin esra estelle eugenia
evgeny ewa farida faisal fatoumata federico femi fernanda filip filippo finn florence florent franz franziska frederic frederik
frida fumiko gabor gaurav gautam gaetan georgi georgia gerd gerda gerhard gianluca gilles giorgio gisela gita goran gottfried
grigory guido guillaume gulsen gunnar gustavo hadi hakan hakon halima hamid hamza hana hanna hanne harald haruki haruto hasan
hayato hector heike heinrich helga helmut hendrik hernan hideki hilde hitoshi holger hong huda hugh hyun ida idris ignacio ilan
ilka ilse imani imran inga ingo ioana irina isabelle ismail ivana ivo iwona izabela jacek jacques jaime jakob jana janina janine
jaroslav jasmina jasmin jeroen jerzy jiho jin jiri joachim joaquin joanne jochen joel johann johannes jolanta joost joris jovan
jozef julien julius jussi juho kaan kacper kamil kaori karolina kasia katalin katarina katarzyna katharina kathrin kavita kazuki
keisuke kemal khalid kiran kirsten kjell klaas koji konrad kostas kristian kristin kristina krzysztof kunal kwame laila lakshmi
lalita larissa lasse laszlo leandro lech leif lennart leonie leonor leopold lidia lieve ligia linh lior lisbeth livia lorena
lorenz lotte luc luca luciana lucie ludmila ludovic luigi lukasz maarten maciej mads magda magdalena mahmoud maja makoto
malgorzata mamadou manfred manish manuela marek margarita margot mari mariana marianne marija mariusz marko marlene marlies
martijn marvin mathias mathieu mathilde matias matilda matteus mattias matthijs mauricio mauro mayumi mehdi meera merve michal
michele michiel midori mikael mikhail milena milos mircea mirjam miroslav misaki mitsuru moritz mostafa muriel mustafa nabil
nacho nadine nadja nana naoki narges nasser natasa neema nele nelly nemanja nestor ngozi nguyen nicolas nicolaas nico nika
nikita nikola nikolai nils nimrod niko nishant noemi nour nuno oana odile olaf ole olena oluwaseun omer ondrej oriol orla oskar
osman otavio oyelaran oyvind palle pascal pasquale paulina paulo pauline paulus payam pawel peder petr philipp pilar pooja
prakash pranav radek radoslav raffaele ragnar raisa rajiv ramon rana rania ravi regina reiko reinhard remi renate rene renee
reza riccardo rikard rina risto ritu robbert rodrigo rohan rohit roman romain ronja rosalie rosario roxana ruben rudolf rune
rupert sabrina sachin sadia saeed safiya sakura salma salvador sandeep sander sandrine sanna saori saskia sayaka sebastien selim
selma semih sena severin shan shanti shira shiro shivani sigrid silke silvio simona sindre sinan siobhan sirin snezana solveig
soren stanislav stefania stefano steffen stig sumit suresh susanne suzanne svenja svetlana sylvain sylvie szymon tadeusz taiwo
takashi talia tamas tao tariq tatiana tatjana tero tetsuya thiago thierry thomasz thorsten thu tiago tibor tiina timur tjark
toni tomasz tomoko torben tore torsten tove tristan truls tuan tuomas tuva ugo ulf ulla umar umut ute uwe vaclav valerio valeria
vanja varun vasily veit velma verena vesna vincenzo vinay vijay vishal vit vittorio vlad volker waleed wanjiru wiebke wim wiktor
wojciech xavi xiaoming xin yannick yannis yasin yasuko ying yoko yolanda yosef youssef yulia yuka yumi yvette zahra zainab
zbigniew zdenek zeynep zhang zhen ziad zoltan zsuzsa`

const GIVEN_NAMES: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/))

/** Without diacritics, so that "José" is "jose". */
export function isGivenName(word: string): boolean {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  return (
    GIVEN_NAMES.has(plain) ||
    (plain.includes('-') &&
      /^[a-z]{2,5}-[a-z]{2,5}$/.test(plain) &&
      GIVEN_NAMES.has(plain.slice(0, plain.indexOf('-'))))
  )
}

/** Names that are common words or products too: a name only where the verb is one that people do. */
const ALSO_WORDS: ReadonlySet<string> = new Set(
  `amber april art ash august austin autumn bill blake brook carter chance charity chase chip christian clay cole crystal dale
  dallas dawn dean dot drew earl faith frank gene grace grant harmony heath hope hunter iris ivy jade jasper jordan joy june lance
  lane lee linus mark mason may melody mercedes miles mills morgan nat norm olive page parker pat paris patience pearl penny perry pierce ray reed
  rob robin rose ruby ruth rusty sage sandy skip sky stone summer taylor tyler victor violet wade ward will willow woody`
    .trim()
    .split(/\s+/),
)

export const isPerhapsName = (word: string): boolean => ALSO_WORDS.has(word)
