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
zbigniew zdenek zeynep zhang zhen ziad zoltan zsuzsa
aarav abbas abby abdallah abebe abena achieng adaeze adaobi addison adebayo adel adeola aditi aditya adnan adriana adwoa afaf afia afonso agata agatha
agostinho agustin ahlam ahu aidan aisyah aitor ajay akash akinyi akosua akshay alaa alain alana alasdair alastair aldous aleksandar alexis alfie
alfredo alhassan alicja alistair allison alonso althea alyssa amadi amaia amaka amal amani amelie amirah ammar amos amrita anabel anais anand ananya
anas anatole anezka angie anjali ankit annabel annabelle annamaria anneke annie antonella antti anup anushka anwar aoife aparna arantxa archana archie
ariane arianna arif arlene arlo armand arnav arnold aroha arwa ashok ashton ashwin asier astri aubrey aurelia aurelie aurelien avinash avraham ayala
aydin aylin ayman ayodele ayse azikiwe baltasar bambang bao baptiste baraka barnaby barry bart bashir basma bastien beatrix becky begona belinda
benedetta benedicte benny bente berna bernadette bernardo bernice bernie berrin bertha bertie bethany betul bhavna biljana billy birgitta bjorg blanca
blythe bobby bogdana bogumil bohdan bohumil bojan bongani bonnie bradley brady bram brendan brent brett brianna bridget brittany bronwyn bryan brynjar
budi bugra bulent burcu burhan byron byung cagri cahya caitlin caleb callum calvin cameron camilla camillo candice cansu carlo carlton carmela
carolina carrie carys cassandra cassidy catalin catalina caterina cathleen cecily cedric celeste celia celine cenk ceren cesare chaim chantal chao
charlene cheng chester chetan chipo chitra christy chukwu chunhua ciara ciaran ciro citra clarence clarissa clark clayton clifford clive clyde cody
colette concepcion conor constantin consuelo cordelia corentin corey corinne cormac cornelius cosimo cosmin cressida cristian cristiano cristobal
cuong curtis cyrille czeslaw daan dae-jung daehyun daiyu dalal dalibor dalila damla damon dania daphne darko darla darlene darrell darren darryl
darshan davina deanna deb debbie debora debra declan deepa deepika defne deirdre dejan delia della delphine demetrius derya desiree desta devika dewi
dexter dhruv didem didier dilara dilipa domenico donatella donna doreen dorian dorin doris dorothee doruk duarte dubravka dumisani duncan duong dustin
duygu dwayne dwight eamon earlene ebele ebru eddie edmund edna edoardo edouard edwin eero eeva efrat efua eiji eileen eitan eivind ekin ekow ekta
elaine eleanor eleonora eliezer elijah elina elinor elisabetta ellinor elliot elliott elmer elodie eloisa elroy elspeth elvan emanuele emeline emilia
emilio emine emlyn emmanuel emmanuella emrys endang eneko engin enza eoin ephraim erdem eren erhan erick erkan erlend ernest ernie erol esmeralda
espen esraa esteban etienne ettore euan eugene eugenie eugenio eulalia eun-ji eunji ewan ewelina eylul ezekiel ezra fabien fabienne fabio fabrice
fabrizio fadhili fajar faris fatma fatuma federica felicia felicity femke fenella feng fergus ferhat fermin filipa filiz filomena finlay finley fionn
firas fitri flavien flavio fleur florin floyd folake francine fraser freddie fredrick frieda frode fumio funmi furkan gabriela gael gaelle gaetano
gamze gareth garrett gaspar gathoni gavin gayatri geir genevieve gennaro geoffrey georgina geraint geraldine gerard gerardo gethin ghada ghassan
gheorghe ghislain giang gianni gideon gijs gil gilad gilang gilbert gillian gina ginevra gioia girish giuliana giuliano giuseppina gladys glen glenda
glenn glenys glynis gokce gokhan golan gonca goncalo gonzalo gopal gordana grainne graziella gregoire gregor gretchen griff grzegorz guadalupe guang
gudrun guillermo gulay guler guri gus gustave gwen gwendolyn gwyn gwyneth habiba hadeel haile haitham hakki haley halina hallie haluk halvard hamish
hamisi hanan hande haneul hanh haoran harish harriet harrison haruka harvey hatem hatice hattie havard hayat hayate hazal hege heikki heitor heledd
helene hendra henna henrietta henrique herbert herman herve hester hettie hikaru hilary hilda hilmar hinemoa hiroko hiromi hisham hoang horace horia
hortense hossam howard hubert humphrey huong huseyin huw huy hyejin hynek hyunwoo ibai ichiro ifeanyi ignacia ignatius ikenna iker ilana ilaria ilker
ilkka ilona imogen inaki inbal indah indira ingvild inigo iolanda iolo iona ionut ira irem irmak irving irwin isaiah ishaan isidore ismet isobel itai
itzhak itziar iulia jabari jacinto jackie jackson jaclyn jacqueline jacqui jada jadwiga jaehyun jagoda jake jalal jamal jamila janelle janette janice
janne janusz jared jarmila jarmo jaya jayden jayesh jeanne jeannette jeannie jeffrey jelani jelena jelle jemima jennie jeremiah jeremie jermaine jerry
jesse jessie jiahui jiayi jihoon jill jillian jimin jing jinhai jirina jisoo jitka jiwoo jiyoung joana joann joaquim jocelyn jodie joep joey johnny
joko jolene jomo jonah joni jonty jordi jorg jorgen jorunn josefa josephine josiah josie jovana juanita juha juhani jukka julianna julianne julieta
juliette julio junho junjie junko jurg justine justyna kabir kadir kaede kagiso kahu kaia kaisa kajal kalani kalle kalpana kamaria kamau kamila kanako
kara karel karima karla karthik kartik kartika karyn kasey kaspar katerina kathleen kathryn katie katrine katy kaushik kayleigh kazuo keanu keira
keiran kelley kelli kellie kelly kelsey kelvin kendra kenny kenta kerem keren kerri kerry khadija khaled khalil khanh khoa kieran kimberly kimmo kinga
kipchoge kiri kirsi kirstin kirsty kiyoshi kjersti knut koen koichi kojo koray kristen kristi kristy kriti kurtis kveta kwabena kwesi kyung lachlan
laetitia laith lakshman lalit lamar lamia lana larry latasha latoya laurence laurentiu lauri leah leanne leela leena leigh leighton leilani leire
leland leman lenka leola leonardo lerato leroy lesley leslie lestari leszek leticia letizia levent lewis lihua liisa lilach lillian limor lina lindani
lindiwe lindsay lindsey lionel liviu ljubica llinos lloyd loic lola lonnie loredana loretta lori lorna lorraine louisa louna lourenco lowell luay
lubna luciano lucien lucille lucinda lucio lucrezia lucy ludek ludivine luella luigia luisa luther luz lwazi lyle lyn lynda lynette lynn maaike maayan
mabel macarena maciek mackenzie madalena maddalena madhav madhu maelle maeve mafalda maggie maha mahdi maher mahesh maite majid makana makena malcolm
malia malini malvina mamoru manaia manav mandla mandy manjula manoel manoj manon mansour marcella marcelo marcia marcos marcy margaux margery margie
marguerite mariangela maribel marieke marijana mariko marilyn mariola marisa marisol marja marjorie marjut marketa markku marla marloes marlon marnie
marsha marshall martim marty marwa marwan maryam maryann masahiro masaki masako masato masego massimo matej mateu mateusz matheus mathis matthaus
matti mattia mattie maureen maurizio mavis maxence maxime maxine mazen mbali mckenzie meenakshi meghan megumi meilin meir melek melike melinda meltem
melvin menachem meng merav meredith mervyn metin mhairi mi-na micah michela michiko miguelito mihaela mihai mihir miho mikko milada mildred millicent
mindy minghao minh minho minji minjun minna minnie miranda mireia mirja miroslava mitchell miyuki mladen mohan moira molly momoko monique morag
mordechai morgane morris morten morwenna moses moshe mounir mpho mukesh murat murdo mwangi myfanwy myles myra myron myrtle nabila nada nadav nadir
naftali naim najla nalan nalani naledi nalini namrata nandi nandini nannie naoko narayan naresh nathalie natsuki naveen nawal nayan nazan nazli
nebojsa neelam nehir nellie nerea nermin nerys nesta nettie nevena neville nga ngaire nhung niamh nicolo nidhi niek nigel niina nikau nikki nilesh
nilgun nisha nitin nitzan nizar njeri nkechi nkosana nneka noa noam noboru nobu noel noelia noemie nolan nomsa nomvula noor norbert noreen noriko
norma norman nosipho ntombi nuala nuray nurhan nuria nurit nurul nyambura oanh obi ochieng octavio oddvar odette oihane oisin okan ola oldrich olivier
olli ollie olumide oluwa omran omri onur onyeka ophelia oren oreste orhan orit orsola orson orville osama osamu osgood oswald otieno otis ottavia outi
ovidiu owain ozan ozge ozgur ozlem pablito paco padma padraig paivi palesa paloma pamela pankaj paola parth parvati pascale pasi patrice patrizia
patsy patti paulette peggy pekka pelin penelope percy perrine petri phillip phoebe phuong phyllis piero piers pieter pietro pim pinar pirjo prachi
pradeep pranay prasad prateek praveen predrag preeti prem preston priscilla przemek putra putri qasim qiang quentin quoc quynh rabia rachael radha
radim radka radmila rafa rafaela rafal rafiq raghav raghda ragnhild rahmat raimondo rainer rakesh ralf ramiro ramona ramsay randa randall randi
randolph randy rangi raphael raphaelle raquel rasha rashid rasmus ratko ratna raymond razvan reba recep reem regan reginald regis rehema reidar reijo
reika remy renan renato reuben reyes reyhan rhian rhiannon rhoda rhona rhonda rhys rickey ricky rifat riikka rik rizki robbie roberta robyn rocio
roderick rodney roel roger rogerio roisin rolando rolf romeo ronaldo ronda ronen roni ronit rory rosalind rosalyn rosamund rosanna roscoe rosemary
roshni rosie roslyn ross rossella rowena roxane roxanne roxie ruchi rudolph rudy rufus russell rute rutger ryo ryota ryszard saara sabah sachiko sadie
safa sagi saki sakshi salim salome salvatore sameer sami samira samson sanele sang-woo sangeeta sanja sanjana sanne santosh saoirse sarita sarka
satish satoru satu saul saundra savita sawsan sebastiao sedat sekou selcuk selin selina semra seojun seoyeon seppo serdar serena serkan seth seung
severine sevgi sevil sezen shadi shaila shalini shane shankar shannon sharlene shashi shawn sheila sheri sherif sherri shigeru shilpa shimon shinji
shinya shirley shivam shlomo shobha shruti shu shufen sian sibel sibusiso siddharth siegfried sienna sigmund sigurd silas silvana silvina simao simeon
simge sinead sinem sipho sirpa siti siyu sizwe sjoerd slamet slawomir slobodan smita sneha snjezana snorre sohyun solene somnath sonal sonja sonya
soo-jin soojin sorcha sorin soumya spencer srdjan srinivas stacey stacy stanislaw stanley stepan stephane stevie stewart stine subhash sudha sue
suhail sujata suleiman sungho sunita suraj surya susana sushma susilo susumu sverre swati sybil sylvester synne tabatha tabitha tadashi tadek tadesse
taeyang tafadzwa tahani taichi taina takumi talal tamer tamika tamir tammy tamsin tansu tanvi tapio tarek tarja taro tarun tasha tatsuya tayfun ted
teemu tegan tendai teodora teodoro terence tereza terje terri terry tesfaye tess teun thabo thaddeus thais thalia thandi thanh thao thelma themba
theodora theodore theophile thibault thijs thilo thuy tian tiffany tihomir tijs tilda tilly tinashe ting tiril tobin toby tomislav tommaso tommy
tomoya tonya torbjorn tormod torunn tova traian travis trevor tricia trina trinh trisha trond trudy trung truong trygve tsegaye tsubasa tugba tugce
tulay tullio tumelo tuncay tunde turgut tuula tuyet tyrone tzvi uche uday ugur uli ulises ulku ulrike uma umberto umit unai unathi urszula usha
vaibhav valarie valentin valentine valentino vandana vasant vasco vasile vasudha vaughan vegard verna vernon veronika veronique vicki vickie vicky
vidar vidya vigdis vikas vikki ville vimal vince vinh vinicius vinod violaine viorica vipin virginie virpi vishnu vitor vittoria vivek viviana vladan
vlasta volkan wael wafa wahyu walid wallace waltraud wambui wangari warren wassim wataru wayan wayne weiming wekesa wendell weronika wesley widya
wietske wilbur wilda wilfred wilfried willard willis wilma winfred winifred winnie winston wiremu wisam witold woodrow woojin wouter xabier xaver
xiang xiao xiaoyan ximena xinyi xue yael yagmur yago yahya yair yalcin yanan yaniv yann yanti yash yasir yasmine yasuhiro yating yavuz yehuda yejin
yelda yemi yesenia yestin yewande yichen yifan yigal yigit yildiz yitzhak yngve yoav yochanan yong-ho yoona yossi yosuke youngho yousra yuichi yukiko
yumiko yuni yusuke yuto yvan zachariah zachary zack zafer zaid zaki zander zanele zdenka zeev zehra zeinab zeki zhiwei zihan zita zixuan ziyad zlatko
zodwa zoran zorica zuri zuzanna zuzka`

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
