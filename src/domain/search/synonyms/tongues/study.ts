import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Schools, sciences, thought and everything else that people ask about. */
export const STUDY: readonly Relation[] = words(
  WIKTIONARY,
  `
    school, student, university | de schule, schüler, universität, studenten, hochschule | es escuela, colegio,
      universidad, estudiante, estudiantes, alumno, alumnos | fr école, élève, élèves, étudiant, étudiants,
      université | pt escola, aluno, alunos, universidade, estudante | it scuola, studente, studenti, università
      | ko 학교, 학생, 대학, 대학교 | zh 学校, 学生, 大学, 學校, 學生 | ja 生徒
    course, lesson | de lektion, kurse, lehrgang, unterrichtsplan | es curso, cursos, lección, lecciones, clase
      | fr leçon, leçons, formation, formations | pt lição, aula | it corso, corsi, lezione | ko 강의, 강좌, 수업, 교안
      | zh 课程, 上课, 課程, 教案 | ja 講座, 講義, 授業
    homework, exam, quiz | de hausaufgabe, hausaufgaben, klausur, klausuren | es deberes, examen, exámenes,
      cuestionario | fr devoirs, examens, contrôle de connaissances | pt dever de casa, prova, provas, exame
      | it compiti, esame, esami, verifica | ko 숙제, 시험, 퀴즈, 수능 | zh 作业, 考试, 測驗, 考試, 测验, 题目 | ja 宿題, 試験, テスト, 受験,
      クイズ
    math, mathematics | de mathematik, mathe, gleichung | es matemáticas, ecuación, matemática | fr mathématiques,
      maths, équation | pt equação | it equazione | ko 수학, 방정식 | zh 数学, 方程, 數學 | ja 算数, 方程式
    science, physics, chemistry | de wissenschaft, wissenschaftlich, physik, chemie | es ciencia, científico,
      física, química | fr scientifique, physique, chimie, sciences | it scienza, scientifico, chimica | ko 과학,
      물리, 화학 | zh 科学, 物理, 化学, 科學
    history, biography | de geschichtlich, geschichte, biografie | es historia, biografía | fr histoire,
      biographie | it storia | ko 역사, 전기, 자서전 | zh 历史, 传记, 歷史 | ja 歴史, 伝記
    paper, academic, citation | de wissenschaftliche arbeit, hausarbeit, abschlussarbeit, literaturverzeichnis,
      quellenangaben | es tesis, artículo científico, bibliografía | fr mémoire de fin, bibliographie,
      article scientifique | pt tese, artigo científico | it tesi, articolo scientifico | ko 논문, 학술, 인용, 참고문헌
      | zh 论文, 学术, 引用, 論文, 參考文獻, 文献 | ja 学術
    philosophy, religion, bible | de philosophie, glaube, bibel | es filosofía, biblia | fr religieux
      | pt religião | it religione, bibbia | ko 철학, 종교, 성경 | zh 哲学, 宗教, 圣经 | ja 聖書
    fortune telling, tarot, horoscope | de horoskop, wahrsagen, sternzeichen | es horóscopo, adivinación
      | fr voyance, astrologie | it oroscopo | ko 운세, 사주, 점술, 타로 | zh 算命, 占卜, 星座, 运势, 八字, 塔罗 | ja 占い, 運勢, 占星術
    psychology, therapy | de psychologie, therapie | es psicología, terapia | fr psychologue | ko 심리, 상담, 치료
      | zh 心理, 治疗, 咨询, 心理學 | ja 心理学, 相談, 療法
    government, public | de behörde, behörden, amt, regierung | es gobierno, administración pública, trámite,
      trámites | fr gouvernement, démarches | pt governo | it pubblica amministrazione | ko 정부, 공공, 행정 | zh 政府,
      政务, 公共 | ja 行政, 役所
    risk, safety | de risiko, risiken, gefahr | es riesgo, riesgos, peligro | fr risque, risques, danger
      | pt risco, riscos, perigo | it rischio, rischi, pericolo | ko 위험, 리스크 | zh 风险, 危险, 風險 | ja 危険, リスク
    emergency, first aid | de notfall, notruf, erste hilfe | es emergencia, emergencias, primeros auxilios
      | fr urgence, urgences, premiers secours | pt primeiros socorros | it emergenza, pronto soccorso | ko 응급,
      비상, 재난 | zh 紧急, 急救, 緊急 | ja 応急, 救急
    creative, style | de kreativ, stil, schreibstil | es creativo, creatividad, estilo | fr créatif, créativité
      | pt criativo | it stile | ko 창의, 스타일, 문체 | zh 创意, 风格, 創意, 文风 | ja 創造, 作風, 文体
    joke, humor, fun | de witz, witze, spaß, lustig | es chiste, chistes, gracioso, divertido | fr blague,
      blagues, drôle, amusant | pt piada, piadas, engraçado | it barzelletta, barzellette, divertente | ko 농담, 유머,
      재미 | zh 笑话, 幽默, 搞笑, 笑話 | ja 冗談, 笑い, 面白い
    quote, quotes, famous | de zitat, zitate | es frases célebres | pt citações | it citazione, citazioni | ko 명언,
      인용구 | zh 名言, 语录 | ja 格言
    productivity, focus, efficiency | de produktivität, konzentration, effizienz | es productividad,
      concentración, eficiencia | fr productivité, efficacité | pt produtividade, foco | it produttività,
      concentrazione | ko 생산성, 집중, 효율 | zh 效率, 专注, 生产力 | ja 生産性, 集中, 効率
    community, forum, discussion | de gemeinschaft, verein | es comunidad, foro, foros | fr communauté
      | pt comunidade | it comunità | ko 커뮤니티, 모임, 게시판 | zh 社区, 论坛, 社群, 群聊 | ja 掲示板, コミュニティ
    real time, live | de echtzeit | es tiempo real | fr temps réel | pt tempo real | it tempo reale | ko 실시간
      | zh 实时, 即时, 實時 | ja リアルタイム, 即時
    open source, free | de quelloffen, gratis | es código abierto | fr logiciel libre, gratuite, gratuitement
      | pt código aberto | it gratuito | ko 오픈소스, 무료 | zh 开源, 免费 | ja 無料, 無償
  `,
)
