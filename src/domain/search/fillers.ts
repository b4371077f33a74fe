/** Words that spoken requests are full of and that say nothing of what is wanted. */
const ENGLISH = `
  a about above after again all also am an and another any anybody anyone anything are around as ask at away back be became because been
  before being below best better between both but by came can cannot cant come could couldnt did didnt do does doesnt doing done dont
  down during each easily easy either else enough etc even ever every everything few find for from further gave get gets getting give
  given goes going gonna good got had has have having he help helps her here hers him his how i id if ill im in into is isnt it its
  ive just keep kind know last let lets like likely little look looking lot lots made makes making many may maybe me might more
  most much must my myself need needed needs new nice no nor not now of off often ok on once one only onto or other our ours out over
  own people perhaps please possible pretty put quick quickly quite rather really right same see seen she should show simple simply so
  some somebody somehow someone something sometimes soon still such sure take takes tell tells told than thank thanks that thats the their theirs
  them then there these they thing things this those though through to together too toward try trying under until up upon us use
  used useful user uses using usually various very via want wanted wants was way ways we well went were what whats whatever when where
  whether which while who whom whose why will wish with within without wont would yes yet you your yours yourself check skill skills
  tool tools able about`

const OTHERS = `
  der die das den dem ein eine einen einem und oder mit ohne fur von zu zum zur im in ist sind ich mein meine meinen wie kann
  el la los las un una unos unas y o con sin para por de del en son mi mis como puedo quiero necesito que
  le les des du et ou avec sans pour dans est sont je mon ma mes comment peux veux un une
  해줘 싶어 하고 있는 위한 어떻게 방법 나는 내가 좀
  如何 怎么 我想 一个 帮我 可以 什么
  する した して ください 方法 どう です ます`

const FILLERS: ReadonlySet<string> = new Set([...ENGLISH.trim().split(/\s+/), ...OTHERS.trim().split(/\s+/)])

/** Names that are such words too. They weigh little, but they are looked for. */
const NAMES: ReadonlySet<string> = new Set(['go', 'make'])

/** Words that nearly every English text has, whatever it is about. */
const GRAMMAR: ReadonlySet<string> = new Set(
  `a an and are as at be been being but by can could did do does for from had has have how i if in into is it its me my no nor not of on or
  our should so such than that the their them then there these they this those to too up us was we were what when where which while who
  will with would you your yours`.split(/\s+/),
)

/** True for a word that says nothing of what is wanted. */
export const isFiller = (word: string): boolean => FILLERS.has(word)

/** True for a word that mostly says nothing of what is wanted, but may be a name. */
export const isDoubtfulName = (word: string): boolean => NAMES.has(word)

/** True for a word that says nothing of what a text is about. */
export const isGrammar = (word: string): boolean => GRAMMAR.has(word)
