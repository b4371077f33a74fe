import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Countries, towns and languages, as nouns and adjectives. */
export const LANGUAGES: readonly Relation[] = words(
  WIKTIONARY,
  `
    german, germany | de deutsch, deutsche, deutschen, deutscher, deutsches, deutschland, deutschlands
      | es alemán, alemana, alemania | fr allemand, allemande, allemagne | pt alemão, alemã, alemanha
      | it tedesco, tedesca, germania | ko 독일, 독일어 | zh 德国, 德语, 德文, 德國, 德語 | ja ドイツ, ドイツ語
    english, england | de englisch, englische, englischen | es inglés, inglesa, inglaterra | fr anglais, anglaise,
      angleterre | it inglese, inghilterra | ko 영어, 영문, 영국 | zh 英语, 英文, 英語, 英国 | ja イギリス
    spanish, spain | de spanisch, spanische, spanien | es español, española, españa, castellano | fr espagnol,
      espagnole, espagne | pt espanhol, espanhola, espanha | it spagnolo, spagnola, spagna | ko 스페인, 스페인어
      | zh 西班牙, 西班牙语, 西语 | ja スペイン, スペイン語
    french, france | de französisch, französische, französischen, frankreich | es francés, francesa, francia
      | fr français, française, françaises | pt frança | it francese | ko 프랑스, 프랑스어, 불어 | zh 法国, 法语, 法文, 法國
      | ja フランス, フランス語
    italian, italy | de italienisch, italienische, italien | es italiano, italiana, italia | fr italienne, italie
      | it italiani | ko 이탈리아, 이탈리아어 | zh 意大利, 意大利语, 義大利 | ja イタリア, イタリア語
    portuguese, portugal, brazil | de portugiesisch, brasilien, brasilianisch | es portugués, portuguesa, brasil,
      brasileño | fr portugais, portugaise, brésil, brésilien | pt brasileiro | it portoghese, brasile | ko 포르투갈,
      포르투갈어, 브라질 | zh 葡萄牙, 葡萄牙语, 巴西 | ja ポルトガル, ポルトガル語, ブラジル
    korean, korea | de koreanisch, koreanische, südkorea | es coreano, coreana, corea | fr coréen, coréenne, corée
      | pt coreia | ko 한국, 한국어, 국내, 한글, 우리나라 | zh 韩国, 韩语, 韩文, 韓國, 韓語 | ja 韓国, 韓国語, ハングル
    chinese, china, mandarin | de chinesisch, chinesische, chinesischen | es chino | fr chinois, chinoise, chine
      | pt chinês, chinesa | it cinese, cina | ko 중국, 중국어, 중국집, 한자 | zh 中国, 中文, 汉语, 國語, 中國, 普通话, 汉字 | ja 中国語, 漢字
    japanese, japan | de japanisch, japanische, japanischen | es japonés, japonesa, japón | fr japonais, japonaise
      | pt japão | it giapponese, giappone | ko 일본, 일본어, 일어 | zh 日本, 日语, 日文, 日語 | ja 日本語, 和文
    russian, russia | de russisch, russische, russland | es ruso, rusa, rusia | fr russe, russie | pt russo
      | ko 러시아, 러시아어 | zh 俄罗斯, 俄语, 俄文 | ja ロシア, ロシア語
    arabic, arab | de arabisch, arabische | es árabe | it arabo | ko 아랍어, 아랍 | zh 阿拉伯语, 阿拉伯 | ja アラビア語, アラブ
    turkish, turkey | de türkisch, türkei | es turco, turquía | fr turc, turque, turquie | it turchia | ko 터키,
      튀르키예, 터키어 | zh 土耳其, 土耳其语 | ja トルコ, トルコ語
    dutch, netherlands | de niederländisch, niederlande, holländisch | es neerlandés, holandés, países bajos,
      holanda | fr néerlandais, hollandais, pays-bas | it olandese, olanda | ko 네덜란드, 네덜란드어 | zh 荷兰, 荷兰语
      | ja オランダ, オランダ語
    polish, poland | de polnisch, polen | es polaco, polonia | fr polonais, pologne | pt polonês | it polacco
      | ko 폴란드, 폴란드어 | zh 波兰, 波兰语 | ja ポーランド
    hindi, india, indian | de indien, indisch | es indio | fr inde | it indiano | ko 인도, 힌디어 | zh 印度, 印地语
      | ja インド, ヒンディー語
    vietnamese, vietnam | de vietnamesisch | es vietnamita | fr vietnamien | ko 베트남, 베트남어 | zh 越南, 越南语 | ja ベトナム,
      ベトナム語
    swiss, switzerland | de schweiz, schweizer, schweizerisch | es suizo, suiza | fr suisse | pt suíço, suíça
      | it svizzero, svizzera | ko 스위스 | zh 瑞士 | ja スイス
    austria, austrian | de österreich, österreichisch, wiener | es austríaco | fr autriche, autrichien | ko 오스트리아
      | zh 奥地利 | ja オーストリア
    london, uk, british | de großbritannien, britisch | es londres, reino unido, británico | fr royaume-uni,
      britannique | it londra, regno unito | ko 런던, 영국 | zh 伦敦, 英国, 倫敦 | ja ロンドン, イギリス
    us, usa, american | de amerika, amerikanisch, vereinigte staaten | es estados unidos, estadounidense
      | fr états-unis, américain, amérique | pt americano | it stati uniti | ko 미국 | zh 美国, 美國, 美股 | ja アメリカ, 米国
    europe, european, eu | de europa, europäisch, europäische | es europeo, europea | fr européen, européenne
      | pt europeu, europeia | ko 유럽 | zh 欧洲, 欧盟, 歐洲 | ja 欧州, ヨーロッパ
    vienna | de wien | es viena | fr vienne | ko 빈 여행 | zh 维也纳 | ja ウィーン
    zurich, geneva | de genf | es ginebra | fr genève | ko 취리히, 제네바 | zh 苏黎世, 日内瓦 | ja チューリッヒ, ジュネーブ
    berlin, munich | de münchen, berliner | ko 베를린, 뮌헨 | zh 柏林, 慕尼黑 | ja ベルリン, ミュンヘン
    paris | de pariser | fr parisien | it parigi | ko 파리 여행, 프랑스 파리 | zh 巴黎 | ja パリの, パリ
    rome, milan | de mailand | es roma | it milano | ko 로마, 밀라노 | zh 罗马, 米兰 | ja ローマ, ミラノ
    new york, nyc | es nueva york | ko 뉴욕 | zh 纽约, 紐約 | ja ニューヨーク
    tokyo | es tokio | fr tokyoïte | ko 도쿄, 동경 | zh 东京, 東京 | ja 都内
    seoul | es seúl | ko 서울, 수도권 | zh 首尔, 首爾 | ja ソウル
    beijing, shanghai | de peking | es pekín | ko 베이징, 상하이 | zh 北京, 上海
    hong kong | ko 홍콩 | zh 香港
    taiwan, traditional chinese | ko 대만, 번체 | zh 台湾, 台灣, 繁体, 繁體 | ja 繁体字
    singapore | de singapur | fr singapour | ko 싱가포르 | zh 新加坡 | ja シンガポール
    canada, australia | de kanada, australien | fr australie, canadien | ko 캐나다, 호주 | zh 加拿大, 澳大利亚, 澳洲 | ja カナダ,
      オーストラリア
    mexico, argentina | de mexiko, argentinien | es argentino, mexicano | fr mexique, argentine | it messico
      | ko 멕시코, 아르헨티나 | zh 墨西哥, 阿根廷 | ja メキシコ, アルゼンチン
    language, languages, multilingual | de sprache, sprachen, mehrsprachig, fremdsprache, fremdsprachen
      | es idioma, idiomas, lengua, lenguas, lenguaje, multilingüe | fr langue, langues, langage | pt língua,
      línguas | it lingue, linguaggio | ko 언어, 외국어, 다국어 | zh 语言, 外语, 多语言, 語言 | ja 言語, 外国語, 語学, 多言語
    pronunciation, accent | de aussprache, akzent | es pronunciación, acento | fr prononciation | pt pronúncia,
      sotaque | ko 발음, 억양 | zh 发音, 口音, 發音 | ja 発音, アクセント
    grammar, vocabulary | de grammatik, wortschatz, vokabeln, vokabel | es gramática, vocabulario | fr grammaire,
      vocabulaire | it grammatica, vocabolario | ko 문법, 어휘, 단어, 단어장 | zh 语法, 词汇, 单词, 文法 | ja 語彙, 単語, 単語帳
  `,
)
