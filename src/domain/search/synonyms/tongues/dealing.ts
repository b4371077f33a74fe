import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Verbs of trade, planning, building and dealing with others, and their nouns. */
export const DEALING: readonly Relation[] = words(
  WIKTIONARY,
  `
    buy, shopping | de kauf, käufe, einkaufen, einkauf, shoppen | es compras, comprar, compro | fr achats, achète,
      acheter, faire les courses | pt compra | it comprare, acquistare, acquisto, spesa | ko 구매, 쇼핑, 장보기, 사기
      | zh 购买, 購買, 购物 | ja 購入, 買い物, ショッピング
    sell | de verkaufe, verkaufen | es vender, vende, vendo | fr vendre, vends | pt venda, vendas | it vendere,
      vendita, vendite | ko 판매, 팔기, 팔아 | zh 出售, 销售 | ja 売る, 販売, 売りたい
    pay, payment | de bezahlen, zahlung, zahlungen, zahlen, bezahlung, überweisen, überweisung | es pagar, pago,
      pagos | fr payer, paiement, paiements, virement, régler | pt pagamento, pagamentos | it pagare, pagamenti
      | ko 결제, 지불, 납부, 송금 | zh 支付, 付款, 缴费, 结账, 付钱 | ja 支払い, 決済, 払う
    save money, savings, budget | de sparen, ersparnisse, geld sparen, haushaltsbuch | es ahorrar, ahorro,
      ahorros, presupuesto | fr épargner, épargne, économiser, économies | pt poupar, economizar, poupança,
      orçamento | it risparmiare, risparmio, risparmi | ko 절약, 저축, 예산 | zh 省钱, 存钱, 储蓄, 预算, 預算 | ja 節約, 貯金, 予算, 家計
    plan, planning | de planung, vorbereiten, vorbereitung | es planea, planear, preparar, preparación
      | fr prévoir, préparer, planification | pt planejar, plano, planejamento | it pianificare, preparare
      | ko 계획, 기획, 준비 | zh 计划, 計劃, 规划, 策划, 准备, 準備 | ja 計画, 企画, 立てる
    design | de entwerfen, gestalten, gestaltung, gestalte | es diseñar, diseño, diseños, diseña | fr concevoir,
      conception, dessiner, maquette | pt projetar, desenhar | it progettare, progettazione, disegnare | ko 디자인,
      설계 | zh 设计, 設計 | ja デザイン
    draw, drawing, illustration | de zeichnen, zeichnung, malen, zeichne | es dibujar, dibujo, dibujos, pintar,
      ilustración | fr dessiner, dessin, dessins, peindre | pt desenhar, desenho | it disegnare, disegno,
      dipingere | ko 그리기, 그림, 그려, 삽화 | zh 绘画, 繪畫, 画图, 绘图, 插画 | ja 描く, イラスト, 描いて
    deploy, deployment | de bereitstellen, bereitstellung, ausrollen | es desplegar, despliegue, implantar
      | fr déploiement | pt implantação | it distribuire, distribuzione | ko 배포, 디플로이 | zh 部署, 发布, 上线 | ja 展開,
      デプロイ, 配備
    develop, development | de entwickeln, entwicklung, entwickler | es desarrollar, desarrollo, desarrollador,
      desarrolladores | fr développer, développement, développeur, développeurs | pt desenvolver, desenvolvimento
      | it sviluppare, sviluppo, sviluppatore | ko 개발, 개발자 | zh 开发, 開發, 研发, 开发者 | ja 開発, 開発者
    program, programming, code | de programmieren, programmierung, quellcode, quelltext | es programar,
      programación, código, programador | fr programmer, programmation | pt programação | it programmare,
      programmazione, codice | ko 프로그래밍, 코딩, 소스 | zh 编程, 編程, 代码, 代碼, 程式碼, 写代码 | ja プログラミング, コード, コーディング
    solve, problem, issue | de lösen, lösung, lösungen, probleme | es solución, soluciones, problema, problemas
      | fr résoudre, problèmes | pt solução | it risolvere, soluzione, problemi | ko 해결, 문제, 이슈 | zh 解决, 解決, 问题,
      問題 | ja 課題
    reduce | de reduzieren, verringern, senken | es reducir, bajar, disminuir | fr réduire, diminuer, baisser
      | pt reduzir, diminuir | it ridurre, diminuire | ko 줄이기, 감소, 절감 | zh 减少, 減少, 降低, 缩减 | ja 減らす, 削減, 下げる
    add, insert | de hinzufügen, hinzu, ergänzen, einfügen | es añadir, agregar, añade, insertar | fr ajouter,
      ajoute, insérer | pt adicionar, acrescentar, inserir | it aggiungere, inserire | ko 추가, 삽입, 넣기 | zh 添加, 增加,
      插入, 新增 | ja 追加, 加える, 挿入
    apply, application, candidate | de bewerben, bewerbung, bewerbungen, beantragen, antrag, bewerber
      | es solicitar, solicitud, solicitudes, candidato, postular, postularme | fr postuler, candidature,
      candidatures, candidat, candidats | pt candidatar, candidatura | it candidarsi, candidati | ko 지원서, 신청, 지원자,
      후보 | zh 申请, 申請, 应聘, 求职, 候选人 | ja 応募, 申し込, 候補者
    register, signup | de anmelden, anmeldung, registrieren, registrierung | es registrarse, registro,
      inscribirse, inscripción | fr inscrire, inscription, enregistrer | pt registrar, inscrever, cadastro
      | it registrare, registrazione, iscriversi, iscrizione | ko 등록, 가입, 회원가입 | zh 注册, 註冊, 登记, 报名 | ja 登録, 申し込み,
      会員登録
    login, authentication | de einloggen, anmelden, anmeldung, authentifizierung | es iniciar sesión,
      autenticación, inicio de sesión, autenticar | fr se connecter, authentification, authentifier
      | pt autenticação, entrar na conta | it accesso, accedere, autenticazione | ko 로그인, 인증 | zh 登录, 登入, 认证, 認證,
      身份验证 | ja ログイン, 認証, サインイン
    subscribe, subscription | de abonnieren, abo, abos, abonnement, abonnements | es suscribirse, suscripción,
      suscripciones, suscribir | fr abonner, abonné | pt assinar, assinatura, assinaturas | it abbonarsi,
      abbonamento, abbonamenti | ko 구독, 정기결제 | zh 订阅, 訂閱 | ja 購読, サブスク, 定期購入
    cancel, refund | de kündigen, kündigung, stornieren, stornierung, absagen, erstattung | es cancelar,
      cancelación, anular, reembolso, devolver | fr annuler, annulation, résilier, résiliation, remboursement
      | pt cancelamento | it annullare, disdire, cancellazione, rimborso | ko 취소, 해지, 환불 | zh 取消, 退订, 退款 | ja 解約,
      キャンセル, 取り消, 返金
    contact, contacts | de kontakt, kontakte, kontaktieren, ansprechpartner | es contactar, contacto, contactos
      | fr contacter, coordonnées | pt contato, contatos | it contattare, contatto, contatti | ko 연락, 연락처 | zh 联系,
      聯繫, 联系人, 联络 | ja 連絡, 連絡先
    invite, invitation | de einladen, einladung, einladungen | es invitar, invitación, invitaciones | fr inviter
      | pt convidar, convite, convites | it invitare, invito, inviti | ko 초대, 초대장 | zh 邀请, 邀請, 请柬 | ja 招待, 招待状
    negotiate, negotiation | de verhandeln, verhandlung, verhandlungen | es negociar, negociación | fr négocier,
      négociation | pt negociação | it negoziare, trattativa | ko 협상, 교섭 | zh 谈判, 談判, 议价 | ja 交渉
    present, presentation, slides | de präsentieren, präsentation, präsentationen, folien, vortrag | es presentar,
      presentación, presentaciones, diapositivas | fr diapositives | pt apresentar, apresentação, apresentações
      | it presentare, presentazione, diapositive | ko 발표, 프레젠테이션, 슬라이드 | zh 演示, 幻灯片, 簡報, 演讲, 汇报 | ja 発表, プレゼン,
      スライド
    structure, structured | de strukturieren, struktur, aufbau, gegliedert | es estructura, estructurar,
      estructurado | fr structurer | pt estrutura, estruturar | it struttura, strutturare | ko 구조, 구조화 | zh 结构,
      結構, 结构化 | ja 構造, 構造化
    visualize, visualization | de visualisieren, visualisierung, veranschaulichen | es visualizar, visualización
      | fr visualiser | pt visualização | it visualizzare, visualizzazione | ko 시각화, 도식화 | zh 可视化, 視覺化, 图示
      | ja 可視化, 視覚化
    replace | de ersetzen, austauschen, ersatz | es reemplazar, sustituir | fr remplacer, remplacement
      | pt substituir | it sostituire | ko 대체, 교체, 치환 | zh 替换, 替換, 取代 | ja 置換, 置き換え, 交換
    restore, recover, recovery | de wiederherstellen, wiederherstellung, zurückholen | es restaurar, recuperar,
      recuperación | fr restaurer, récupérer, récupération | pt recuperação | it ripristinare, recuperare,
      recupero | ko 복원, 복구, 되살리기 | zh 恢复, 恢復, 还原, 復原 | ja 復元, 復旧, 回復
    simulate, simulation | de simulieren | es simular, simulación | fr simuler | pt simulação | it simulare,
      simulazione | ko 시뮬레이션, 모의 | zh 模拟, 模擬, 仿真 | ja シミュレーション
    argue, debate, discuss | de diskutieren, diskussion, debattieren | es debatir, discutir | fr débattre, débat
      | pt debater | it discutere, dibattito | ko 토론, 논의, 논쟁 | zh 讨论, 討論, 辩论, 辯論 | ja 議論, 話し合
    motivate, motivation | de motivieren, anspornen, ermutigen | es motivar, motivación, animar | fr motiver,
      encourager | pt motivação | it motivare, motivazione | ko 동기부여, 격려 | zh 激励, 激勵, 动力, 鼓励 | ja やる気, 励まし,
      モチベーション
    imagine, invent, idea | de erfinden, einfall, idee, ideen | es inventar, imaginar | fr inventer, imaginer,
      idées | pt ideia, ideias | it inventare | ko 아이디어, 발상, 구상 | zh 创意, 創意, 点子, 想法, 构思 | ja アイデア, 発想, 考え
    think, thinking | de denken, nachdenken, überlegen | es pensar, pensamiento, reflexionar | fr penser, pensée,
      réfléchir, réflexion | pt pensamento | it pensare, pensiero, riflettere | ko 생각, 사고 | zh 思考, 思维, 思維 | ja 考える
    clone, copy voice | de klonen, nachahmen, imitieren | es clonar, imitar | fr cloner, imiter | it clonare,
      imitare | ko 복제, 따라하기 | zh 克隆, 复刻, 模仿 | ja クローン, 真似
  `,
)
