import { groups, type SynonymGroup } from './group.ts'
import { WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Hobbies, family, parties and words for fun. */
export const LEISURE: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    garden, gardening, houseplant, plant care | de gärtnern, zimmerpflanzen | es jardín, jardinería, plantas
      | fr jardinage, plantes | ko 정원, 식물, 원예 | zh 园艺, 園藝, 植物 | ja 園芸, 観葉植物
    hike, hiking, trail, trekking | de wandern, wanderung | es senderismo, excursión | fr randonnée
      | ko 등산, 하이킹 | zh 徒步, 登山, 远足 | ja ハイキング
    run, running, jogging, marathon | de laufen, joggen | es correr, maratón | fr courir, course à pied
      | ko 달리기, 러닝, 마라톤 | zh 跑步, 马拉松, 馬拉松 | ja ランニング, マラソン
    yoga, stretching, pilates | de dehnen | es estiramientos | fr étirements | ko 요가, 스트레칭 | zh 瑜伽, 拉伸
      | ja ヨガ, ストレッチ
    photography, photographer, camera settings | de fotografie, fotografieren | es fotografía | ko 사진 촬영
      | zh 摄影, 攝影 | ja 写真撮影
    lyrics, songwriting, song text | de liedtext, songtext | es letra de canción | fr paroles de chanson | ko 가사, 작사
      | zh 歌词, 歌詞 | ja 作詞
    sheet music, chords, guitar tab, music notation | de noten, akkorde | es partitura, acordes
      | fr partition, accords | ko 악보, 코드 진행 | zh 乐谱, 樂譜, 和弦 | ja 楽譜, コード進行
    joke, humor, meme, funny | de witz, witze | es chiste, chistes | fr blague, blagues | ko 농담, 유머, 밈
      | zh 笑话, 笑話, 表情包, 段子 | ja ジョーク, 冗談
    poem, poetry, verse | de gedicht, gedichte | es poema, poesía | fr poème, poésie | ko 시 쓰기, 시인
      | zh 诗歌, 写诗 | ja 詩作, 俳句
    story, fiction, creative writing, storytelling | de geschichte, erzählung | es cuento, ficción | fr histoire, conte
      | ko 이야기, 소설 쓰기, 스토리텔링 | zh 故事, 小说写作, 讲故事 | ja 物語, 小説執筆
    quiz, trivia, multiple choice | de ratespiel | es cuestionario | fr questionnaire à choix multiples | ko 퀴즈, 문제 출제
      | zh 测验, 測驗, 问答 | ja クイズ
    gift, present, gift idea | de geschenk, geschenke | es regalo, regalos | fr cadeau, cadeaux | ko 선물
      | zh 礼物, 禮物, 送礼 | ja プレゼント, 贈り物
    birthday, anniversary | de geburtstag | es cumpleaños | fr anniversaire | ko 생일, 기념일 | zh 生日, 纪念日 | ja 誕生日
    wedding, marriage, bride | de hochzeit | es boda | fr mariage | ko 결혼, 결혼식, 웨딩 | zh 婚礼, 婚禮, 结婚 | ja 結婚式
    dating, date night, relationship, partner | de beziehung, partnersuche | es citas, pareja | fr rencontre, couple
      | ko 연애, 데이트 | zh 恋爱, 約會, 约会 | ja 恋愛, デート
    baby, infant, newborn, toddler | de säugling, kleinkind | es bebé | fr nourrisson | ko 아기, 유아, 육아
      | zh 婴儿, 嬰兒, 宝宝 | ja 赤ちゃん, 育児
    child, kid, parenting, parent | de kind, kinder, eltern | es niño, niños, padres | fr enfant, enfants, parents
      | ko 아이, 어린이, 부모 | zh 孩子, 儿童, 兒童, 亲子 | ja 子供, 子ども, 子育て
    family, relatives, genealogy, family tree, ancestry | de familie, stammbaum, ahnenforschung | es familia, genealogía
      | fr famille, généalogie | ko 가족, 족보 | zh 家庭, 家谱 | ja 家族, 家系図
    concert, gig, live event, festival | de konzert, veranstaltung | es concierto, evento | fr spectacle
      | ko 공연, 콘서트, 행사 | zh 演唱会, 演唱會, 活动 | ja コンサート, ライブ, イベント
    museum, exhibition, sightseeing, tourist attraction | de ausstellung, sehenswürdigkeiten | es exposición, turismo
      | fr musée, exposition, tourisme | ko 박물관, 전시, 관광 | zh 博物馆, 景点, 旅游景点 | ja 美術館, 観光
    coffee, espresso, barista | de kaffee | es café | ko 커피 | zh 咖啡 | ja コーヒー
    wine, beer, cocktail, drink | de wein, bier, getränk | es vino, cerveza, bebida | fr vin, bière, boisson
      | ko 와인, 맥주, 칵테일, 술 | zh 葡萄酒, 啤酒, 鸡尾酒 | ja ワイン, ビール, お酒
    dream, dream journal, dream interpretation | de traum, traumdeutung | es sueños | fr rêve, rêves | ko 꿈, 해몽
      | zh 解梦, 梦境 | ja 夢占い
    diary, journal, journaling | de tagebuch | es diario personal | fr journal intime | ko 일기, 저널 | zh 日记, 日記, 手账
      | ja 日記帳
    movie night, what to watch, watchlist | de filmabend | es qué ver | fr que regarder | ko 볼만한 영화 | zh 看什么, 片单
    outfit, clothes, fashion, wardrobe | de kleidung, mode | es ropa, moda | fr vêtements, tenue | ko 옷, 패션, 코디
      | zh 穿搭, 衣服, 时尚 | ja ファッション, コーデ
    beauty, skincare, makeup | de schönheit, hautpflege | es belleza, maquillaje | fr beauté, maquillage
      | ko 뷰티, 화장, 피부 관리 | zh 美容, 护肤, 化妆 | ja スキンケア, メイク
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    board game, tabletop, card game | de brettspiel, gesellschaftsspiel | es juego de mesa | fr jeu de société
      | ko 보드게임 | zh 桌游, 桌遊 | ja ボードゲーム
    rpg, role playing game, dungeons and dragons, dnd, dungeon master | de rollenspiel | es juego de rol | fr jeu de rôle
      | ko 롤플레잉 | zh 角色扮演, 跑团 | ja ロールプレイング
    chess, chess engine | de schach | es ajedrez | fr échecs | ko 체스 | zh 国际象棋, 象棋 | ja チェス
    astronomy, stargazing, telescope, night sky | de astronomie, sternenhimmel | es astronomía
      | ko 천문, 별자리 관측 | zh 天文, 观星 | ja 星空
    anime, manga, comic | de comics | fr bande dessinée | ko 애니메이션, 만화, 웹툰 | zh 动漫, 漫画, 漫畫
      | ja アニメ
    diy, do it yourself, home improvement, renovation | de heimwerken, renovierung | es bricolaje, reforma
      | fr bricolage | ko 인테리어, 집수리 | zh 装修, 裝修 | ja リフォーム
    moving house, relocation, move home | de umzug, umziehen | es mudanza | fr déménagement | ko 이사 | zh 搬家
      | ja 引っ越し
    second hand, used goods, classifieds, flea market, marketplace | de gebraucht, kleinanzeigen | es segunda mano
      | fr occasion, petites annonces | ko 중고, 중고거래 | zh 二手, 闲置 | ja 中古, フリマ
    energy, electricity, power consumption, energy usage | de strom, stromverbrauch | es electricidad, consumo eléctrico
      | fr électricité, consommation électrique | ko 전기, 전력, 전기요금 | zh 电力, 用电, 電費 | ja 電気, 電力, 電気代
    3d printing, 3d printer, additive manufacturing | de 3d-druck, 3d-drucker | es impresión 3d, impresora 3d
      | fr impression 3d, imprimante 3d | ko 3d 프린팅, 3d 프린터 | zh 3d打印 | ja 3dプリンター
  `,
  ),
]
