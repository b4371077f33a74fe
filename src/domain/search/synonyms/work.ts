import { groups, type SynonymGroup } from './group.ts'
import { WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Staff, customers, goods, plans and school. Mail, appointments and documents are in `office.ts`. */
export const WORK: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    hire, hiring, recruit, recruiting, recruitment, talent acquisition | de einstellen, personalsuche
      | es contratar, contratación | fr recruter, recrutement | ko 채용, 인재 | zh 招聘, 招募 | ja 採用
    interview, job interview, interview preparation | de vorstellungsgespräch | es entrevista de trabajo, entrevista
      | fr entretien d'embauche, entretien | ko 면접 | zh 面试, 面試 | ja 面接
    salary, payroll, wage, compensation | de gehalt, lohn, lohnabrechnung | es salario, sueldo, nómina
      | fr salaire, paie | ko 급여, 연봉, 월급 | zh 工资, 薪资, 薪水 | ja 給与, 給料, 年収
    performance review, appraisal, employee review | de mitarbeitergespräch | es evaluación de desempeño
      | fr évaluation annuelle | ko 인사 평가, 성과 평가 | zh 绩效考核, 绩效评估 | ja 人事評価
    onboarding, new hire, orientation | de einarbeitung | es incorporación | fr intégration | ko 온보딩, 신입 교육
      | zh 入职, 新人培训 | ja 新人研修
    supplier, vendor, procurement, purchasing, sourcing | de lieferant, beschaffung, einkaufsabteilung
      | es proveedor, compras | fr fournisseur, approvisionnement | ko 공급업체, 구매 관리, 조달 | zh 供应商, 採購, 采购
      | ja 仕入れ, 調達
    inventory, stock level, warehouse, stock keeping | de lagerbestand, inventar | es inventario, almacén
      | fr inventaire, entrepôt | ko 재고, 창고 | zh 库存, 庫存, 仓库 | ja 在庫, 倉庫
    proposal, bid, tender, quotation, estimate | de angebot, kostenvoranschlag | es propuesta, licitación
      | fr devis, appel d'offres | ko 제안서, 견적, 입찰 | zh 提案, 投标, 报价, 報價 | ja 提案書, 見積もり, 入札
    pitch, pitch deck, sales pitch, investor deck | de verkaufspräsentation | es presentación comercial | ko 피치덱
      | zh 路演, 融资演示 | ja ピッチ資料
    roadmap, timeline, project plan, gantt | de projektplan, zeitplan | es cronograma, hoja de ruta
      | fr feuille de route, calendrier du projet | ko 로드맵, 프로젝트 계획 | zh 路线图, 项目计划 | ja ロードマップ, 工程表
    deadline, due date | de frist, abgabetermin | es fecha límite, plazo | fr date limite, échéance | ko 마감, 기한
      | zh 截止日期, 期限 | ja 締め切り
    goal, objective, target, resolution | de ziel, ziele | es objetivo, meta, objetivos | fr objectif, objectifs
      | ko 목표 | zh 目标, 目標
    prioritize, priority, prioritization, triage | de priorisieren, priorität | es priorizar, prioridad
      | fr prioriser, priorité | ko 우선순위 | zh 优先级, 優先順序 | ja 優先順位
    negotiate, negotiation, bargaining | de verhandeln, verhandlung | es negociar, negociación | fr négocier, négociation
      | ko 협상 | zh 谈判, 談判 | ja 交渉
    complaint, dispute, grievance | de beschwerde, reklamation | es queja, reclamación | fr plainte, réclamation
      | ko 불만, 민원, 항의 | zh 投诉, 投訴 | ja クレーム, 苦情
    refund, return, money back, reimbursement | de rückerstattung, rückgabe | es devolución, reembolso
      | fr remboursement, retour | ko 환불, 반품 | zh 退款, 退货 | ja 返金, 返品
    insurance, insurance claim, policyholder | de versicherung | es seguro, póliza | fr assurance, sinistre | ko 보험
      | zh 保险, 保險 | ja 保険
    donation, charity, fundraising, nonprofit | de spende, spenden | es donación, recaudación | fr don, collecte de fonds
      | ko 기부, 모금 | zh 捐款, 慈善, 募捐 | ja 寄付, 募金
    mortgage, home loan, loan, debt | de hypothek, kredit, darlehen | es hipoteca, préstamo | fr prêt immobilier, crédit
      | ko 대출, 주택담보대출 | zh 房贷, 贷款, 貸款 | ja 住宅ローン, ローン
    retirement, pension | de rente, altersvorsorge | es jubilación | fr retraite | ko 연금, 은퇴
      | zh 退休, 养老金 | ja 年金, 老後
    speech, public speaking, toast, talk | de rede, vortrag | es discurso, hablar en público | fr discours
      | ko 연설, 발표 | zh 演讲, 演講 | ja スピーチ, 演説
    letter, correspondence | de brief, schreiben | es carta | fr lettre, courrier | ko 편지 | zh 信件, 书信 | ja 手紙
    polite, etiquette, business manners, formality, honorific | de höflich, umgangsformen | es cortesía, formal
      | fr politesse | ko 존댓말, 예절, 매너 | zh 礼仪, 禮儀, 敬语 | ja 敬語, ビジネスマナー
    press release, media release, press kit | de pressemitteilung | es comunicado de prensa | fr communiqué de presse
      | ko 보도자료 | zh 新闻稿, 新聞稿 | ja プレスリリース
    logo, branding, brand identity, brand guidelines | de markenauftritt | es identidad de marca | fr identité de marque
      | ko 로고, 브랜딩 | zh 标志, 品牌, 品牌设计 | ja ロゴ, ブランディング
    focus, deep work, pomodoro, concentration, distraction | de konzentration | es concentración | ko 집중, 뽀모도로
      | zh 专注, 番茄钟 | ja 集中, ポモドーロ
    productivity, get things done, gtd, time management | de produktivität, zeitmanagement
      | es productividad, gestión del tiempo | fr productivité, gestion du temps | ko 생산성, 시간 관리
      | zh 生产力, 效率, 时间管理 | ja 生産性, 時間管理
    decision, decide, decision making, pros and cons | de entscheidung, entscheiden | es decidir
      | fr décider | ko 결정, 의사결정 | zh 决策, 決策 | ja 意思決定
    homework, assignment, coursework | de hausaufgaben | es deberes | fr devoirs | ko 숙제, 과제 | zh 作业, 作業 | ja 宿題
    grade, grading, assess, rubric, mark essays, essay feedback | de benoten, bewerten | es calificar, evaluar
      | fr noter, évaluer | ko 채점, 평가 | zh 评分, 批改, 打分 | ja 採点, 評価
    essay, composition, term paper | de aufsatz | es ensayo, redacción escolar | fr dissertation, rédaction scolaire
      | ko 에세이, 작문 | zh 作文, 论说文 | ja 小論文, エッセイ
    lesson plan, curriculum, syllabus, classroom | de unterrichtsplan, lehrplan | es plan de clase, currículo
      | fr plan de cours, programme scolaire | ko 수업 계획, 교육과정 | zh 教案, 课程设计 | ja 授業計画, カリキュラム
    student, pupil, school, university, college | de schüler, schule, universität, studenten
      | es estudiante, escuela, universidad | fr étudiant, élève, école, université | ko 학생, 학교, 대학교
      | zh 学生, 學生, 学校, 大学 | ja 生徒
    citation, bibliography, references, cite sources | de quellenangabe, literaturverzeichnis | es cita, bibliografía
      | fr bibliographie, citer | ko 인용, 참고문헌 | zh 引用, 参考文献 | ja 引用文献
    thesis, dissertation, academic writing | de doktorarbeit, abschlussarbeit | es tesis | fr thèse, mémoire
      | ko 학위 논문 | zh 毕业论文, 学位论文 | ja 卒論, 修士論文
    plain language, simplify, easy to read, eli5 | de leichte sprache, einfache sprache | es lenguaje claro
      | fr langage clair, facile à lire | ko 쉬운 말 | zh 通俗易懂 | ja やさしい日本語
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    market research, market analysis, consumer research | de marktforschung | es investigación de mercado
      | fr étude de marché | ko 시장 조사 | zh 市场调研, 市場調查 | ja 市場調査
    business plan, startup, business idea, founder | de geschäftsplan, gründung | es plan de negocio, emprendedor
      | fr plan d'affaires, entreprise | ko 사업 계획, 창업, 스타트업 | zh 创业, 商业计划 | ja 事業計画, 起業
    venture capital, vc, investor, fundraise | de risikokapital, investor finden | es capital riesgo, inversor
      | fr capital-risque, investisseur | ko 벤처캐피털, 투자자 | zh 风投, 投资人, 融资 | ja ベンチャーキャピタル, 投資家
    nda, confidentiality agreement, non disclosure agreement | de geheimhaltungsvereinbarung
      | es acuerdo de confidencialidad | fr accord de confidentialité | ko 비밀유지계약 | zh 保密协议 | ja 秘密保持契約
    patent, trademark, intellectual property, copyright | de marke, urheberrecht | es patente, marca registrada
      | fr brevet, propriété intellectuelle | ko 특허, 상표, 저작권 | zh 专利, 商标, 版权, 專利 | ja 特許, 商標, 著作権
    immigration, visa, residence permit, work permit | de visum, aufenthaltstitel | es visado, inmigración
      | fr titre de séjour | ko 비자, 이민 | zh 签证, 移民, 簽證 | ja ビザ, 在留資格
    compliance, regulation, audit, regulatory | de vorschriften, prüfung | es cumplimiento, normativa, auditoría
      | fr conformité, réglementation | ko 컴플라이언스, 규정, 감사 | zh 合规, 法规, 审计 | ja 法令遵守, 監査
    a-share, a-shares, chinese stocks, china stock market | zh a股, 沪深, 中国股市 | ja 中国株 | ko 중국 주식
    korean train, korail, ktx, srt | ko 코레일, 승차권 예매
  `,
  ),
]
