import { groups, type SynonymGroup } from './group.ts'
import { WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** School subjects, genres, fortune telling and finance, with the terms of skills that are written in Chinese or Japanese only. */
export const SUBJECTS: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    physics, physics tutor | de physik | es física | fr physique | ko 물리 | zh 物理
    chemistry, chemistry tutor | de chemie | es química | fr chimie | it chimica | ko 화학 | zh 化学, 化學
    biology, biology tutor | de biologie | es biología | ko 생물학 | zh 生物学, 生物 | ja 生物の授業
    history lesson, history class, world history | de geschichtsunterricht | es clase de historia | fr cours d'histoire
      | ko 역사, 세계사 | zh 历史, 歷史 | ja 歴史
    geography, geography class | de erdkunde, geographie | es geografía | ko 지리
      | zh 地理
    grammar, sentence structure | de grammatik | es gramática | fr grammaire | it grammatica | ko 문법
      | zh 语法, 語法 | ja 文法
    reading comprehension, close reading | de leseverständnis | es comprensión lectora | fr compréhension de texte
      | ko 독해 | zh 阅读理解, 閱讀理解 | ja 読解
    high school, secondary school, senior year | de gymnasium, oberstufe | es instituto, bachillerato | fr lycée
      | pt ensino médio | it liceo, scuola superiore | ko 고등학교, 고3 | zh 高中, 高三 | ja 高校
    classical poetry, classical chinese, ancient poems | ko 고전 시가, 한문 | zh 古诗, 诗词, 文言文 | ja 漢詩, 漢文
    science fiction, sci fi, space adventure | es ciencia ficción | it fantascienza | ko 공상 과학 | zh 科幻 | ja 空想科学
    horror, scary story, ghost story, horror story | de gruselgeschichte | es historia de terror | fr histoire d'horreur
      | pt terror | it storia dell'orrore | ko 공포, 무서운 이야기 | zh 恐怖, 惊悚, 鬼故事 | ja ホラー, 怪談
    mystery story, murder mystery, detective story, whodunit | de krimi | es novela policíaca | fr roman policier
      | it giallo | ko 추리 | zh 悬疑, 推理, 剧本杀 | ja 推理小説, ミステリー
    fantasy story, fantasy world, cultivation, wuxia, xianxia | ko 판타지, 무협 | zh 修仙, 仙侠, 玄幻, 武侠
      | ja ファンタジー, 異世界
    survival game, survival story | de überlebensspiel | es juego de supervivencia | fr jeu de survie
      | ko 생존 게임 | zh 生存冒险, 求生 | ja サバイバル
    text adventure, interactive fiction, choose your adventure | de textabenteuer | es aventura conversacional
      | fr fiction interactive | ko 텍스트 게임 | zh 文字冒险, 互动小说, 冒险游戏 | ja アドベンチャーゲーム
    bluetooth, bluetooth device, wireless headphones | ko 블루투스 | zh 蓝牙, 藍牙 | ja ブルートゥース
    official site, official website, genuine site | de offizielle seite | es sitio oficial, página oficial
      | fr site officiel | pt site oficial | it sito ufficiale | ko 공식 사이트 | zh 官方, 官网 | ja 公式サイト
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    fortune telling, divination, i ching, oracle reading | de wahrsagen, orakel | es adivinación | fr voyance
      | pt adivinhação | it divinazione | ko 점술, 운세, 주역 | zh 占卜, 算命, 卜卦, 六爻 | ja 占い, 易経
    astrology, horoscope, birth chart, natal chart, zodiac | de horoskop, astrologie, sternzeichen
      | es horóscopo, astrología, carta astral | fr thème astral | pt mapa astral | it oroscopo
      | ko 별자리 운세 | zh 星座, 星盘, 八字, 命理 | ja 星占い, ホロスコープ, 四柱推命
    gold price, precious metals, silver price | de goldpreis, edelmetalle | es precio del oro, metales preciosos
      | fr cours de l'or, métaux précieux | pt preço do ouro | it prezzo dell'oro | ko 금값, 금 시세, 귀금속
      | zh 黄金, 贵金属, 金价 | ja 金価格, 貴金属
    holdings, open positions, stock positions | es posiciones abiertas | ko 보유 종목 | zh 持仓, 仓位
      | ja 保有銘柄, ポジション
    dollar cost averaging, savings plan, regular investing | de sparplan | es inversión periódica
      | fr investissement programmé | ko 적립식, 적립식 투자 | zh 定投 | ja 積立投資
    trading volume, order flow, volume analysis | de handelsvolumen | es volumen de negociación | ko 거래량
      | zh 成交量, 量能 | ja 出来高
    scenario analysis, scenario planning, what if analysis | de szenarioanalyse | es análisis de escenarios
      | fr analyse de scénarios | ko 시나리오 분석 | zh 情景分析 | ja シナリオ分析
    macroeconomics, macro economy, economic indicators | de makroökonomie, konjunktur | es macroeconomía
      | fr macroéconomie | ko 거시 경제, 경제 지표 | zh 宏观经济, 宏观 | ja マクロ経済, 経済指標
    investment philosophy, legendary investor, famous investors | es filosofía de inversión | ko 투자 철학
      | zh 投资理念, 投资大师 | ja 投資哲学
    zettelkasten, permanent note, atomic notes, slip box | de zettelkasten-methode | ko 제텔카스텐
      | zh 永久笔记, 卡片笔记 | ja ツェッテルカステン
    livestream, live streaming, live broadcast | de liveübertragung | es transmisión en vivo, directo en vivo
      | fr diffusion en direct | pt ao vivo | it in diretta | ko 라이브 방송, 생방송 | zh 直播 | ja 生配信, ライブ配信
    route planning, route planner, place search | de routenplaner | es planificador de rutas | fr calcul d'itinéraire
      | ko 경로 탐색 | zh 路线规划, 地点搜索, 路線規劃 | ja ルート検索
    amap, gaode maps, chinese maps | zh 高德, 高德地图
    baidu, baidu search | zh 百度
    taobao, tmall | ko 타오바오 | zh 淘宝, 天猫
    douyin, chinese tiktok | zh 抖音
    zhihu, chinese questions and answers | zh 知乎
    alipay, ant pay | ko 알리페이 | zh 支付宝
    wechat official account, wechat article, wechat publishing | zh 公众号, 微信公众号, 公眾號
    rakuten, rakuten ichiba | ja 楽天, 楽天市場
    mercari, japanese flea market | ja メルカリ
    coupang, coupang rocket | ko 쿠팡
    karrot, danggeun | ko 당근마켓, 당근
  `,
  ),
]
