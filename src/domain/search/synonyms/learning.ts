import { groups, type SynonymGroup } from './group.ts'
import { CLDR, WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** School, science and human languages. */
export const LEARNING: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    learn, study, learning | de lernen, studieren | es aprender, estudiar, aprendizaje
      | fr apprendre, étudier, apprentissage | ko 배우기, 학습, 공부 | zh 学习, 學習 | ja 学ぶ, 学習, 勉強
    tutor, teacher, teach, tutoring | de lehrer, unterricht, nachhilfe | es profesor, tutoría, enseñar
      | fr professeur, enseigner, cours particuliers | ko 과외, 선생님, 교사, 가르치기
      | zh 老师, 老師, 辅导, 輔導, 家教 | ja 先生, 教師, 家庭教師
    course, lesson, tutorial | de kurs, kurse, unterrichtsstunde | es curso, cursos, lección, clase | fr leçon, leçons
      | ko 강의, 수업, 강좌 | zh 课程, 課程, 教程, 教學 | ja 講座, 授業, レッスン
    exam, examination, exam preparation, test prep | de prüfung, prüfungen, klausur | es examen, exámenes
      | fr examens, concours | ko 시험, 수험 | zh 考试, 考試 | ja 試験, 受験
    flashcard, spaced repetition, anki, memorize | de karteikarten, vokabeln lernen | es tarjetas de memoria
      | fr cartes mémoire | ko 암기 카드, 단어장 | zh 抽认卡, 单词卡, 背单词 | ja 単語帳, 暗記カード
    paper, research paper, academic paper, scholarly article, journal article
      | de fachartikel, wissenschaftliche arbeit | es artículo científico | fr article scientifique | ko 논문
      | zh 论文, 論文 | ja 学術論文
    math, maths, mathematics | de mathematik, mathe | es matemáticas | fr mathématiques | ko 수학 | zh 数学, 數學
      | ja 算数
    dictionary, vocabulary, word meaning, definition | de wörterbuch, wortschatz | es diccionario, vocabulario
      | fr dictionnaire, vocabulaire | ko 사전, 단어, 어휘 | zh 词典, 詞典, 词汇, 單字 | ja 辞書, 単語, 語彙
    language learning, learn a language, foreign language | de sprache lernen, fremdsprache
      | es aprender idiomas, idiomas | fr apprendre une langue, langues | ko 외국어, 어학, 언어 학습
      | zh 外语, 外語, 语言学习 | ja 語学, 外国語
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    gaokao, college entrance exam | ko 대학 입시 | zh 高考 | ja 大学入試
  `,
  ),
  ...groups(
    CLDR,
    `
    english | de englisch | es inglés | fr anglais | ko 영어 | zh 英语, 英語, 英文 | ja 英会話
    german | de deutsch | es alemán | fr allemand | ko 독일어 | zh 德语, 德語 | ja ドイツ語
    spanish | de spanisch | es español | fr espagnol | ko 스페인어 | zh 西班牙语, 西班牙語 | ja スペイン語
    french | de französisch | es francés | fr français | ko 프랑스어, 불어 | zh 法语, 法語 | ja フランス語
    korean, hangul | de koreanisch | es coreano | fr coréen | ko 한국어, 한글 | zh 韩语, 韓語, 韩国语 | ja 韓国語
    chinese, mandarin | de chinesisch | es chino | fr chinois | ko 중국어 | zh 中文, 汉语, 漢語, 普通话 | ja 中国語
    japanese, nihongo | de japanisch | es japonés | fr japonais | ko 일본어 | zh 日语, 日語, 日文 | ja 日本語
  `,
  ),
]
