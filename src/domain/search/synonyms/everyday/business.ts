import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKIPEDIA } from '../sources.ts'

/** Selling, hiring, work and the law, as people outside these trades say it. */
export const BUSINESS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    nobody buys, nobody is buying, no one buys, dont buy, do not buy, leave without buying, visitors leave,
      people leave, abandoned cart, leave my site, visitors into customers, more sales, sell more, doesnt sell
      | de niemand kauft, kaufen nicht, mehr verkaufen, mehr umsatz | es nadie compra, no compran, vender más
      | fr personne n'achète, vendre plus, plus de ventes | pt ninguém compra, vender mais, mais vendas
      | it nessuno compra, vendere di più, più vendite | ko 안 팔, 아무도 안 사, 매출, 구매 전환 | zh 没人买, 卖不出去, 不下单, 销量 | ja 売れない,
      誰も買わ, 売上, 離脱
      > conversion, conversion optimization, cro, landing page
    nobody signs up, sign up, sign people up, signing in for, more signups, register users | de registrieren,
      registrierung, anmelden | es registrarse, registro de usuarios | fr s'inscrire, inscription | pt cadastro,
      inscrição, cadastrar | it registrarsi, iscrizione, registrazione | ko 회원가입, 가입 | zh 注册, 報名 | ja 会員登録, 新規登録
      > signup, registration, onboarding
    stop using, customers cancel, users leave, customers leave, lose customers, keep customers, come back,
      quit after a week | de kunden springen ab, kunden verlieren, kunden halten | es perder clientes, clientes se van,
      fidelizar | fr perdre des clients, fidéliser | it perdere clienti, fidelizzare | ko 이탈, 고객 유지, 떠나는 | zh 流失, 留住,
      客户流失 | ja 離脱率, 解約率, 顧客維持
      > churn, retention, onboarding, engagement
    nobody finds, found on google, show up on google, show up in google, rank on google, higher on google,
      google ranking, first page of google, found in search, rank higher | de bei google gefunden, nicht gefunden
      | es aparecer en google, salir en google | fr apparaître sur google, visible sur google | pt aparecer no google
      | it apparire su google, posizionamento | ko 구글에 노출, 검색 노출, 상위 노출 | zh 搜不到, 排名, 收录, 谷歌排名 | ja 検索上位, 検索順位, グーグルに表示
      > seo, search engine optimization, keyword research
    show up in chatgpt, recommended by ai, ai answers, found by ai, mentioned by ai | ko ai 검색 노출 | zh ai搜索 | ja ai検索
      > ai seo, geo, generative engine optimization
    more visitors, get more visitors, more traffic, get noticed, get known, reach more people, nobody knows,
      spread the word, get the word out, find customers, get customers, first customers, more customers
      | de mehr besucher, mehr kunden, kunden gewinnen, bekannt machen | es más visitas, más clientes,
      conseguir clientes, darme a conocer | fr plus de visiteurs, trouver des clients, plus de clients,
      se faire connaître | pt mais visitas, mais clientes, divulgar | it più visite, trovare clienti, più clienti,
      farsi conoscere | ko 방문자, 손님, 고객을 늘, 알리고 | zh 引流, 流量, 获客, 找客户, 拉新 | ja 集客, 顧客獲得, 知名度
      > marketing, lead generation, growth, customer acquisition
    more followers, followers, go viral, goes viral, more likes, get likes, grow my channel, grow my account,
      more views, more subscribers | de mehr follower, reichweite | es más seguidores, seguidores, viralizar
      | fr plus d'abonnés, devenir viral, abonnés | it diventare virale | ko 팔로워, 조회수, 구독자 | zh 涨粉, 粉丝, 爆款, 播放量
      | ja フォロワー, バズる, 再生回数
      > social media growth, engagement, audience, viral
    what should i post, what to post, post ideas, post regularly, post every day, post for me, posts for the week,
      schedule my posts, post on all | de was soll ich posten, beiträge planen | es qué publicar,
      programar publicaciones | fr que publier, programmer des publications | pt o que postar, postar, postagem
      | it cosa pubblicare, pubblicare | ko 뭐 올릴, 게시물 | zh 发什么, 发帖, 发朋友圈, 排期 | ja 何を投稿, 投稿予約, 投稿
      > content calendar, social media, content strategy, scheduling
    what are others doing, what competitors, the competition, my rivals, rival, what others charge, compare with others
      | de konkurrenz, wettbewerber | es la competencia, competidores | fr concurrence, concurrents | pt concorrência,
      concorrentes | it concorrenza, concorrenti | ko 경쟁사, 경쟁 업체 | zh 竞争对手, 同行, 对手 | ja 競合, ライバル
      > competitor analysis, competitive intelligence
    what to charge, how much to charge, how much should i charge, set my prices, raise prices, what should it cost,
      free trial | de was soll ich verlangen, preis festlegen | es cuánto cobrar, fijar precios | fr fixer mes prix,
      combien facturer | pt quanto cobrar | it quanto chiedere | ko 얼마 받아야, 가격 책정 | zh 定价, 收费多少 | ja 値付け, 価格設定
      > pricing strategy, pricing, monetization
    angry customers, complaints, unhappy customers, bad review, customers ask, same questions, answer customers
      | de beschwerde, beschwerden, unzufriedene kunden, schlechte bewertung | es quejas, queja, cliente enfadado,
      reseñas | fr réclamation, réclamations, client mécontent, avis clients | pt reclamação, reclamações, atendimento
      | it reclamo, reclami, recensioni, assistenza | ko 불만, 민원, 고객 문의, 후기 | zh 投诉, 差评, 客户问题 | ja クレーム, 苦情, 口コミ
      > customer support, customer service, reviews, feedback
    write to strangers, people i dont know, reach out, reach out to, contact companies, cold emails, cold call,
      approach people, introduce myself | de kaltakquise, anschreiben von firmen | es correo en frío,
      contactar empresas | fr démarchage, prospection à froid | pt prospecção, prospectar | it contattare aziende
      | ko 콜드메일, 영업 메일 | zh 陌生拜访, 开发信 | ja 営業メール, 飛び込み
      > cold email, outreach, sales
    email address of, find someones email, find email addresses, who works at, decision makers, find people,
      contact details | es encontrar el correo | fr trouver l'adresse | ko 이메일 찾 | zh 找邮箱, 找人 | ja 連絡先を探
      > email finder, lead generation, enrichment, people search
    start a business, start a company, start up my own, own business, own company, business of my own, quit my job,
      idea any good, is my idea, good idea, worth building, would people pay | de selbstständig, firma gründen,
      eigenes unternehmen | es montar un negocio, emprender, mi negocio | fr créer une entreprise, mon entreprise
      | pt abrir um negócio, empreender, meu negócio | it aprire un'attività, avviare un'impresa | ko 창업하, 내 사업,
      사업 아이디어 | zh 开公司, 创业, 做生意 | ja 起業したい, 自分の会社, 事業アイデア
      > startup, business idea, validation, business model
    raise money, find investors, get funding, money from investors, investor meeting, convince investors
      | de investoren finden, kapital beschaffen | es conseguir inversores, financiación | fr lever des fonds,
      levée de fonds | pt captar investimento, investidores | it trovare investitori, finanziamento | ko 투자 유치, 투자받
      | zh 融资, 找投资, 拉投资 | ja 資金調達, 投資家
      > fundraising, pitch deck, investors, startup
  `,
  ),
  ...relations(
    WIKIPEDIA,
    `
    lost my job, looking for a job, looking for work, find work, find a job, new job, got fired, laid off,
      change careers, career change, unemployed | de job suchen, arbeitslos, neuen job, arbeit finden, stelle finden
      | es busco trabajo, buscar trabajo, encontrar trabajo, en paro | fr cherche du travail, trouver un travail,
      chômage, changer de métier | pt procurar emprego, emprego, vaga, vagas, desempregado | it cercare lavoro,
      trovare lavoro, offerte di lavoro, disoccupato | ko 일자리 구, 이직, 취준, 백수 | zh 找工作, 失业, 跳槽, 求职 | ja 仕事を探, 転職したい, 就活,
      失業
      > job search, career, jobs, resume
    apply for jobs, apply for a job, job application, send applications, my resume, update my resume, write my resume
      | de bewerben, bewerbungen | es solicitud de empleo, mi currículum | fr candidature, candidatures, postuler
      | pt currículo, candidatura | it curriculum | ko 입사 지원, 지원서 | zh 投简历, 应聘 | ja 応募, 就職活動
      > job application, resume, cover letter
    job interview, interview coming up, prepare for an interview, interview questions, practise interviews,
      practice interviews, coding interview | de vorstellungsgespräch | es entrevista de trabajo
      | fr entretien d'embauche | pt entrevista de emprego | it colloquio di lavoro | ko 면접 | zh 面试, 面試 | ja 面接
      > interview prep, interview, mock interview
    hire, hire someone, find staff, find employees, new employees, read cvs, read resumes, applicants
      | de mitarbeiter finden, einstellen, bewerber, personal suchen | es contratar, candidatos, buscar empleados
      | fr embaucher, recruter, candidats | pt recrutamento | it assumere, selezione del personale | ko 채용하, 직원 뽑, 구인
      | zh 招人, 招聘, 候选人 | ja 採用, 求人を出, 人材
      > recruiting, candidate, hiring, hr
    ask for a raise, pay rise, salary, how much do people earn, paid too little | de gehalt, gehaltserhöhung, lohn
      | es sueldo, salario, subida de sueldo | fr salaire, augmentation de salaire | pt aumento | it stipendio | ko 연봉,
      월급, 급여 | zh 工资, 薪水, 涨薪 | ja 給料, 年収, 昇給
      > salary, negotiation, compensation, payroll
    difficult conversation, bad news to, fire someone, give feedback, my boss, my team, lead a team, new manager
      | de mitarbeitergespräch | es mi jefe, conversación difícil | fr mon chef, conversation difficile | pt meu chefe,
      liderar | it il mio capo, guidare un team | ko 상사, 팀장, 피드백 주 | zh 老板, 带团队, 领导 | ja 上司, 部下, チームを率い
      > management, leadership, feedback, communication
    small print, fine print, terms and conditions, what am i signing, before i sign, read a contract, check a contract,
      is this legal, sue, sued, legal trouble | de kleingedruckte, vertrag prüfen, agb, verklagen | es letra pequeña,
      revisar un contrato, demanda | fr relire un contrat, petits caractères, conditions générales | pt contrato,
      advogado, jurídico | it contratto, avvocato, clausole | ko 계약서 검토, 약관, 소송 | zh 合同审查, 条款, 打官司 | ja 契約書の確認, 利用規約,
      訴訟
      > contract review, legal, contract
    cookie banner, personal data, data of my users, privacy law, delete personal, data protection law
      | de datenschutzerklärung, personenbezogene daten | es datos personales | fr données personnelles, rgpd
      | pt dados pessoais, lgpd | it dati personali | ko 개인정보 | zh 个人信息, 隐私政策 | ja 個人情報
      > gdpr, privacy, compliance
    behind schedule, who does what, whos doing what, keep a project on track, project on track, where a project stands,
      what the team is doing | de im verzug, wer macht was, projektstand | es quién hace qué, retraso del proyecto
      | fr qui fait quoi, retard du projet | ko 프로젝트 진행, 누가 뭘 | zh 项目进度, 进度落后 | ja 進捗, 誰が何を
      > project management, tracking, kanban, status
  `,
  ),
]
