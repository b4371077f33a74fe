import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKTIONARY } from '../sources.ts'

/** Words on paper, languages, school and play. */
export const WRITING_WORDS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    sounds like a robot, sounds robotic, robotic, sounds like ai, reads like ai, written by ai, ai sounding,
      less like ai, more natural, like a human wrote, more human | de wie ein roboter, natürlicher klingen
      | es suena a robot, más natural, más humano | fr comme un robot, plus naturel, plus humain | pt parece robô,
      mais natural | it sembra un robot, più naturale | ko 사람이 쓴, 자연스럽게, 기계적 | zh 像人写的, ai味, 机器味 | ja 人間らしい, 自然な文
      > humanizer, ai writing, editing
    spelling mistakes, typos, typing mistakes, grammar mistakes, is my english, correct my english, read over,
      look over my text, well written, better english, clumsy sentences, polish my | de tippfehler, rechtschreibfehler,
      fehler im text, text verbessern | es faltas de ortografía, corregir mi texto, mejorar mi texto
      | fr fautes d'orthographe, corrige mon texte | pt corrigir texto, erros de português, ortografia
      | it correggere il testo, errori di ortografia | ko 오타, 문장 다듬, 문장 고쳐 | zh 错别字, 病句, 改文章, 润稿 | ja 誤字, 文章を直, 推敲
      > proofreading, grammar, editing
    cant write, writers block, help me write, put into words, find the words, write something for me, ghost write,
      ghostwriter, my own voice, my writing style, in my style | de schreibblockade, in meinem stil
      | es bloqueo de escritor, mi estilo | fr page blanche, dans mon style | pt escrever, redigir, meu estilo
      | it scrivere, scrittura, il mio stile | ko 글이 안, 내 문체 | zh 写不出来, 代写, 我的文风 | ja 書けない, 文体
      > writing, content creation, ghostwriting, style
    write a novel, write a book, my novel, my book, plot of my, write a story, tell me a story, bedtime story,
      tell stories, make up a story | de roman schreiben, gutenachtgeschichte | es escribir un libro,
      escribir una novela, cuéntame un cuento | fr écrire un roman, écrire un livre, raconte-moi une histoire
      | pt escrever um livro, história, romance | it scrivere un libro, racconto, storia | ko 소설 쓰, 동화, 이야기 해줘
      | zh 写小说, 网文, 讲故事 | ja 小説を書, 読み聞かせ, 昔話
      > fiction, story, creative writing, novel
    write a speech, give a speech, give a talk, speak in public, public speaking, talk at a conference, wedding speech
      | de rede halten, vortrag, rede schreiben | es discurso, hablar en público | fr discours, parler en public
      | pt falar em público, palestra | it discorso, parlare in pubblico | ko 연설, 발표 준비, 축사 | zh 演讲, 致辞, 发言稿 | ja スピーチ,
      演説
      > speech, presentation, public speaking
    put it in slides, slides for, make slides, slide show, talk with slides, deck for | de folien erstellen
      | es hacer diapositivas | fr faire des diapositives | pt apresentação | it presentazione, diapositive
      | ko 발표자료 만들, 슬라이드 만들 | zh 做ppt, 做幻灯片 | ja スライドを作, 資料作成
      > presentation, slides, powerpoint
    in plain words, in plain english, in simple words, explain it simply, explain like, dont understand,
      do not understand, make sense of, hard to understand, what does it mean, easy to understand, for beginners
      | de einfach erklären, verstehe nicht, verständlich | es explícame, no entiendo, en palabras sencillas
      | fr expliquer simplement, comprends pas | pt explicar, não entendo, explicação simples | it spiegare,
      non capisco, in parole semplici | ko 쉽게 설명, 이해가 안 | zh 通俗解释, 看不懂, 讲明白 | ja わかりやすく, 分からない
      > explain, plain language, simplify, tutor
    write in another language, into english, in english, into german, into spanish, into french, into chinese,
      into japanese, into korean, from english, what does this say, foreign language, another language,
      different languages, many languages, speak another language | de auf deutsch, ins deutsche, ins englische,
      auf englisch | es al español, en español, al inglés | fr en français, en anglais | pt traduzir, tradução,
      para português, para inglês | it tradurre, traduzione, in italiano, in inglese | ko 영어로, 한국어로, 다른 언어 | zh 翻成, 译成,
      英文翻译, 外语 | ja 英語に, 日本語に, 訳して
      > translation, multilingual
    learn a language, learn english, learn spanish, learn german, learn french, learn japanese, learn chinese,
      learn korean, speak better, practise speaking, new words, vocabulary, pronounce | de sprache lernen,
      englisch lernen, vokabeln | es aprender inglés, aprender idiomas, vocabulario | fr apprendre l'anglais,
      apprendre une langue, vocabulaire | pt idiomas | it imparare l'inglese, imparare una lingua | ko 영어 공부, 회화, 단어 외우
      | zh 学英语, 背单词, 口语 | ja 英会話, 英語学習, 単語
      > language learning, vocabulary, tutor
    pass an exam, pass my exam, exam, revise for, study for, learn by heart, memorise, cram, entrance exam,
      remember what i learn, remember what i read | de prüfung lernen, klausur, auswendig lernen | es examen, exámenes,
      estudiar, oposiciones | fr réviser, examens, apprendre par coeur | pt prova, provas, estudar, vestibular
      | it esame, esami, studiare | ko 시험, 수능, 암기, 공부 | zh 考试, 备考, 高考, 复习, 背书 | ja 試験, 受験, 暗記, 勉強
      > study, exam, flashcards, spaced repetition
    help with school, schoolwork, teach my kid, teach my child, kids learn, my kids homework, lessons for,
      teach a class, my pupils, teacher | de nachhilfe, lehrer, unterricht | es profesor, clases,
      ayudar con los deberes | fr soutien scolaire, professeur, cours particuliers | pt professor, aulas, escola,
      lição de casa | it insegnante, lezioni, scuola, compiti | ko 과외, 교사, 선생님 | zh 老师, 辅导, 家教, 备课 | ja 先生, 授業, 家庭教師
      > tutor, education, teaching, lesson
    learn something new, teach myself, teach me, learn about, get into, understand a topic, learn step by step
      | de beibringen, selbst lernen | es aprender, enséñame | fr apprendre, apprends-moi | pt me ensine | it imparare,
      insegnami | ko 배우고, 독학, 가르쳐 | zh 自学, 教我, 入门 | ja 独学, 教えて, 学びたい
      > learning, tutorial, tutor, education
    what have scientists, studies say, studies about, what does science say, published studies, scientific evidence,
      scholarly, prior work, related work | de studienlage, wissenschaftliche studien | es estudios científicos,
      evidencia | fr études scientifiques, articles scientifiques | pt artigos científicos, pesquisa científica
      | it articoli scientifici, ricerca scientifica | ko 논문 찾, 연구 결과 | zh 查文献, 文献, 学术, 论文 | ja 論文検索, 先行研究
      > academic research, papers, literature review, citations
    get to the bottom, find out everything, dig deeper, dig into, thorough research, look into a topic, background on
      | de gründlich recherchieren | es investigar a fondo | fr recherche approfondie | pt pesquisar a fundo, pesquisa
      | it approfondire, ricerca approfondita | ko 자세히 조사, 깊이 있는 | zh 深入研究, 调研, 查资料 | ja 詳しく調べ, 深掘り
      > deep research, research, investigation
    is it true, is this true, fake news, true or false, can i trust, made up, reliable source, misinformation
      | de stimmt das, falschmeldung | es es verdad, bulo, bulos | fr est-ce vrai, fausses nouvelles, infox
      | pt é verdade, notícia falsa | it è vero, bufala, notizie false | ko 가짜 뉴스, 사실인지 | zh 谣言, 真假, 辟谣 | ja 本当かどうか, デマ
      > fact check, verification, sources
  `,
  ),
  ...relations(
    WIKTIONARY,
    `
    bored, im bored, pass the time, play with me, something to play, play a game, play games, make me laugh, cheer up,
      entertain me, entertain | de langweilig, langeweile, spiel spielen | es aburrido, aburrida, jugar | fr m'ennuie,
      jouer | pt entediado, tédio, jogar, jogo, jogos | it annoiato, giocare, gioco, giochi | ko 심심, 놀아, 재미있는 | zh 无聊,
      好玩, 解闷, 玩游戏 | ja 暇つぶし, 退屈, 遊びたい
      > game, entertainment, quiz
    role play, roleplay, pretend to be, text adventure, choose your own adventure, play a character, dungeon
      | de abenteuer spielen | es aventura de texto | fr jeu d'aventure | ko 역할극, 상황극 | zh 角色扮演, 文字冒险 | ja なりきり,
      アドベンチャー
      > rpg, interactive fiction, character, game
    make a game, own game, build a game, write a game, program a game | de spiel programmieren | es crear un juego,
      hacer un juego | fr créer un jeu | pt criar um jogo | it creare un gioco | ko 게임 만들 | zh 做游戏, 开发游戏 | ja ゲームを作
      > game development, game engine, unity, godot
    find love, find a partner, single and, go on a date, meet someone, meet people, make friends, new friends,
      dating profile | de partner finden, freunde finden, liebe finden | es encontrar pareja, conocer gente, ligar,
      hacer amigos | fr trouver l'amour, rencontrer des gens, se faire des amis | pt namoro, encontrar amor,
      fazer amigos | it trovare l'amore, conoscere persone, appuntamento | ko 소개팅, 친구 사귀, 애인 | zh 相亲, 找对象, 交友, 脱单
      | ja 婚活, 恋人, 出会い, 友達
      > dating, relationship, social, matchmaking
    broke up, breakup, break up with, my ex, my girlfriend, my boyfriend, my wife, my husband, argue with my,
      marriage trouble | de trennung, freundin, beziehungsprobleme | es ruptura, mi novia, mi novio, mi pareja
      | fr rupture, ma copine, mon copain | pt namorada, namorado, término | it fidanzata, fidanzato, rottura | ko 이별,
      헤어, 여자친구, 남자친구 | zh 分手, 女朋友, 男朋友, 吵架 | ja 別れ, 彼女, 彼氏, 失恋
      > relationship, communication, emotional support, companion
    horoscope, star sign, zodiac, fortune telling, tell my future, tarot, lucky day, fate | de horoskop, sternzeichen,
      wahrsagen | es horóscopo, signo del zodiaco, mi futuro | fr signe astrologique, voyance | pt signo, astrologia
      | it oroscopo, segno zodiacale | ko 운세, 사주, 타로, 별자리 | zh 算命, 星座, 八字, 运势, 塔罗 | ja 占い, 運勢, 星占い
      > astrology, tarot, divination, horoscope
    match results, who won, who won the match, live scores, game tonight, next match, league table, my team play
      | de spielergebnis, spielergebnisse, wer hat gewonnen, tabelle der liga | es resultados de fútbol, quién ganó,
      partido | fr résultats du match, qui a gagné | pt resultado do jogo, quem ganhou, futebol, placar
      | it risultati partite, chi ha vinto, calcio, partita | ko 경기 결과, 스코어, 야구, 축구 경기 | zh 比分, 赛程, 球赛, 谁赢了 | ja 試合結果,
      試合, 野球
      > sports, scores, football, schedule
    throw a party, plan a party, invite guests, guest list, invitations, organise an event, seating | de party planen,
      feier, gästeliste, einladungen | es fiesta, invitados, organizar una fiesta | fr organiser une fête | pt festa,
      convidados, convites | it invitati, inviti | ko 파티, 초대, 하객 | zh 聚会, 派对, 请客, 嘉宾 | ja パーティー, 招待, 宴会
      > event planning, party, invitation
    what to give, present for, gift for, surprise for my, ideas for a present | de geschenkidee, was schenken
      | es qué regalar, idea de regalo | fr idée cadeau, quoi offrir | pt presente, presentes, o que dar | it regalo,
      regali, cosa regalare | ko 선물 추천, 뭐 사주 | zh 送什么, 选礼物 | ja 何を贈, 贈り物
      > gift, gift ideas, recommendations
  `,
  ),
]
