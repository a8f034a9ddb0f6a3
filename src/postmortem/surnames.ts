/** Common family names that are no other words, for documents that call people by these alone. */
const LIST = `
  abe adeyemi ahmed akhtar albrecht alvarez amari anderson andersson andrade appiah arslan asante aydin bakker banerjee barbosa bauer becker begum
  berger bergmann bernard bianchi boateng bondarenko borg brandt braun carlsson castillo castro cavalcanti celik chatterjee chaudhary chen chowdhury
  christensen collins costa cruz dahl davies demir desai dhillon diallo diaz dimitrov dlamini dogan dubois duran edwards eriksson esposito evans
  fernandes fernandez ferrari ferreira fischer flores fontaine fujita fukuda garcia gomes gomez gonzales gonzalez greco gruber gupta gustafsson
  gutierrez hansen harris hartmann hasegawa hernandez herrera hoffmann hofmann horvat huang hughes hussain ibrahim ikeda inoue ishikawa ito ivanov
  ivanova iyer jackson jankowski jansen jansson jensen jimenez johansen johansson johnson jones kamara kaplan karlsson kato kaur kaya kelly khan
  kimura klein kobayashi koch kovac kovacs kowalczyk kowalski kravchenko krueger kruger kumar kuznetsov lange larsen larsson lehmann lewandowski
  lindberg lindqvist lombardi lopez lund lundgren maier makinen marchetti marino martinez matsumoto mendes mendoza mensah meyer mishra mitchell
  miyamoto moreau moreno moretti mori morris muller murphy murray mwangi nakamura nguyen nielsen nieminen nilsen nilsson novak nowak nunez o'brien
  o'connor obi odhiambo okafor okeke okonkwo okoye olsen olsson ortiz osei ozturk patel pedersen pereira perez petersen petit petrov petrova phillips
  popescu popov ramirez ramos reddy reyes ricci richter rivera roberts robinson rodrigues rodriguez romano rossi rousseau ruiz saito sakamoto salazar
  sanchez sandberg santos sasaki sato schmid schmidt schmitt schneider schroder schroeder schulz schwarz sharma shevchenko silva simmons singh smirnov
  smith sokolov soto souza steiner suzuki svensson szabo takahashi tanaka teixeira thompson torres toth tran traore usman vasquez vega virtanen visser
  vogel volkov wagner wang watanabe watson weber werner williams wilson winkler wojcik wright yamada yamaguchi yamamoto yilmaz yoshida zhang zhao zhou
  zimmermann
`

const SURNAMES: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/))

/** `word` in small letters; diacritics do not count. */
export function isSurname(word: string): boolean {
  return SURNAMES.has(word.normalize('NFD').replace(/\p{M}/gu, ''))
}
