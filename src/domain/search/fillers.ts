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

/** Korean, Chinese and Japanese in pairs of characters, as words are split. */
const OTHERS = `
  der die das den dem ein eine einen einem einer eines und oder aber mit ohne fur von vom zu zum zur im in ist sind aus auf bei beim nach
  uber unter vor seit bis als um wird werden wurde wurden habe haben hatte ich du sie wir ihr mein meine meinen meiner meinem dein deine
  unser unsere mich mir dich dir uns sich wie wer wo wann warum wenn dass weil kann konnen konnte mochte mochten soll sollen sollte muss
  mussen darf bitte hilf helfen helft gib mach lass lassen auch nur noch schon sehr mehr nicht kein keine keinen alle alles jede jeden
  etwas einfach gerne gern brauche brauchen benotige benotigen kannst konnt wurdest viele vielen einmal andere anderen anderes welche welcher welches diese dieser dieses diesen gibt damit dann
  el la los las lo un una unos unas y o con sin para por de del al en son mi mis sus tu tus como puedo puede puedes podria quiero quisiera
  queria necesito necesita que ayudes ayudame ayudar ayudarme ayuda gustaria hazme dame dime favor cual cuales cuando donde quien porque
  esta este esto estos estas ese esa muy tambien pero tengo tiene tener hay estar nos les yo alguien hasta desde sobre entre cada todos todas otro otra
  le les des du et ou avec sans pour dans est sont je mon ma mes comment peux peut pouvez pourrais pourrait veux veut voudrais voulez vouloir
  aimerais jaimerais besoin jai aide aidez faut sil plait svp nous vous notre nos votre vos leur leurs ce cet cette ces
  que qui quoi dont quand pourquoi quel quelle quels quelles une sur par vers chez entre moi toi lui elle ils elles suis etre avoir avait tout
  toute tous toutes cest autre autres plusieurs aussi tres mais donc pas puis cela
  uma umas uns do da das na ao pelo pela meu minha meus minhas seu sua voce quero queria gostaria preciso posso pode nao ajude ajuda
  ajudar isso
  gli dello della dei degli delle dalla nel nella per tra fra mio mia miei mie che chi sono essere voglio vorrei posso puoi devo
  bisogno aiutami aiutare aiuto questo questa questi queste quale
  해줘 해주 싶어 싶은 싶다 하고 있는 있게 있어 위한 위해 대한 대해 관한 어떻 떻게 방법 나는 내가 나를 나의 제가 저를 저의 좀 하는 하기 어요 아요 해요
  세요 주세 줘요 도와 와줘 와주 수있 할수 으로 에서 에게 까지 부터 니다 습니 합니 그리 리고 필요 려고 하려 어디 어떤 무엇 것을
  如何 怎么 怎麼 怎样 怎樣 我想 想要 我要 我需 需要 要一 一个 一個 一下 一些 帮我 幫我 帮忙 幫忙 请帮 請幫 请问 請問 可以 能够 能否 什么 什麼 我的 我们 我們
  你的 这个 這個 那个 哪个 哪些 给我 給我 让我 讓我 为我 為我 替我
  する した して たい ほし しい くだ ださ さい 下さ てほ てく くれ れる てい いる ます です ので から まで より ため こと もの ある なる 方法 どう でき きる
  手伝 伝っ って 私の 私は 自分 よう うに のを には では とは`

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
