import { groups, type SynonymGroup } from './group.ts'
import { WIKTIONARY } from './sources.ts'

/** What people ask for: the verbs of requests, and their nouns. */
export const REQUESTS: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    search, find, look up, lookup | de suchen, suche, finden | es buscar, búsqueda, encontrar
      | fr chercher, rechercher, trouver | ko 검색, 찾기 | zh 搜索, 搜尋, 查找, 查询, 查詢 | ja 検索, 探す, 調べる
    web search, internet search, search the web, search engine | de websuche, internetsuche, suchmaschine
      | es buscar en internet, buscador | fr recherche web, moteur de recherche | ko 웹 검색, 인터넷 검색
      | zh 网络搜索, 網路搜尋, 联网搜索 | ja ウェブ検索, ネット検索
    book, reserve, booking, reservation | de buchen, buchung, reservieren, reservierung
      | es reservar, reserva, reservas | fr réserver | ko 예약 | zh 预订, 預訂, 预约, 預約 | ja 予約
    buy, purchase, order, shop for | de kaufen, bestellen, bestellung | es comprar, compra, pedido, pedir
      | fr acheter, achat, commander, commande | ko 구매, 구입, 주문 | zh 购买, 購買, 下单, 訂購 | ja 購入, 買う, 注文
    sell, sale, selling | de verkaufen, verkauf | es vender, venta, ventas | fr vendre, vente, ventes | ko 판매
      | zh 销售, 銷售, 出售 | ja 販売, 売る
    translate, translation, translator, interpret | de übersetzen, übersetzung, übersetzer
      | es traducir, traducción, traductor | fr traduire, traduction, traducteur | ko 번역, 통역 | zh 翻译, 翻譯
      | ja 翻訳, 通訳
    summarize, summary, tl;dr, tldr, recap, digest | de zusammenfassen, zusammenfassung | es resumir, resumen
      | fr résumer, synthèse | ko 요약, 정리 | zh 总结, 總結, 摘要 | ja 要約, まとめ
    download, save offline | de herunterladen | es descargar, descarga | fr télécharger, téléchargement
      | ko 다운로드, 내려받기 | zh 下载, 下載 | ja ダウンロード
    upload | de hochladen | es subir, cargar archivo | fr téléverser, mettre en ligne | ko 업로드 | zh 上传, 上傳
      | ja アップロード
    convert, conversion, converter, transform | de konvertieren, umwandeln, umrechnen | es convertir, convertidor
      | fr convertisseur | ko 변환 | zh 转换, 轉換 | ja 変換
    compare, comparison, versus, vs | de vergleichen, vergleich | es comparar, comparación
      | fr comparer, comparaison, comparatif | ko 비교 | zh 比较, 比較, 对比 | ja 比べる
    monitor, keep an eye on | de überwachen, überwachung, beobachten | es monitorear, vigilar, supervisar
      | fr surveiller, surveillance | ko 모니터링, 감시 | zh 监控, 監控, 监测 | ja 監視, モニタリング
    track, tracker, keep track of | de verfolgen, nachverfolgen | es rastrear, seguimiento, hacer seguimiento
      | fr suivre, suivi | ko 추적, 기록 | zh 跟踪, 追踪, 追蹤, 记录 | ja 追跡, 記録
    plan, planner, planning | de planen, planung | es planificar, planificación | fr planifier, planification
      | ko 계획, 플래너 | zh 计划, 計劃, 规划, 規劃 | ja 計画, プラン
    send, forward | de senden, schicken, verschicken | es enviar, mandar | fr envoyer, envoi | ko 보내기, 전송, 발송
      | zh 发送, 發送, 传送 | ja 送信, 送る
    reply, respond, answer | de antworten, antwort, beantworten | es responder, respuesta | fr répondre, réponse
      | ko 답장, 답변, 응답 | zh 回复, 回覆, 回答 | ja 返信
    write, writing, compose, draft | de schreiben, verfassen, entwurf | es escribir, redactar
      | fr écrire, rédiger, rédaction | ko 쓰기, 작성, 글쓰기 | zh 写作, 寫作, 撰写 | ja 書く, 執筆, 作成, 文章作成
    rewrite, paraphrase, rephrase, reword | de umschreiben, umformulieren | es reescribir, parafrasear
      | fr reformuler, réécrire | ko 다시 쓰기, 윤문, 바꿔쓰기 | zh 改写, 改寫, 润色, 潤飾
      | ja 書き換え, リライト, 言い換え
    proofread, spell check, grammar check, spelling | de korrekturlesen, rechtschreibung, rechtschreibprüfung
      | es corregir texto, ortografía | fr corriger, orthographe, relecture | ko 맞춤법, 교정, 문법 검사
      | zh 校对, 校對, 拼写检查 | ja 校正, 誤字脱字, 文法チェック
    humanize, humanizer, sound human | de menschlicher klingen | es humanizar texto | fr humaniser | zh 去ai味
      | ja 自然な文章
    read, reader | de lesen | es leer, lectura | fr lire | ko 읽기 | zh 阅读, 閱讀 | ja 読む
    listen, play, playback | de hören, anhören, abspielen, wiedergabe | es escuchar, reproducir
      | fr écouter, lecture audio | ko 듣기, 재생 | zh 播放, 收听 | ja 聴く, 聞く, 再生
    watch, view, stream | de ansehen, anschauen | es ver, mirar | fr regarder, visionner | ko 보기, 시청
      | zh 观看, 觀看 | ja 見る, 視聴
    record, recording | de aufnehmen, aufnahme, aufzeichnen | es grabar, grabación | fr enregistrer, enregistrement
      | ko 녹음, 녹화 | zh 录音, 錄音, 录制, 錄影 | ja 録音, 録画
    control, operate, remote control | de steuern, steuerung, fernbedienung | es controlar, control remoto
      | fr contrôler, commander à distance, télécommande | ko 제어, 조종, 원격 제어 | zh 控制, 遥控, 遙控
      | ja 操作, 制御, リモコン
    create, make, generate, produce | de erstellen, erzeugen, generieren | es crear, generar, hacer
      | fr créer, générer, faire | ko 만들기, 생성, 제작 | zh 创建, 建立, 生成, 制作, 製作 | ja 作る, 作成
    edit, modify, change | de bearbeiten, ändern | es editar, modificar | fr modifier, éditer | ko 편집, 수정, 변경
      | zh 编辑, 編輯, 修改 | ja 編集, 変更
    delete, remove, erase | de löschen, entfernen | es borrar, eliminar, quitar | fr supprimer, effacer
      | ko 삭제, 제거, 지우기 | zh 删除, 刪除, 移除 | ja 削除, 消す
    fix, repair, mend | de reparieren, beheben | es arreglar, reparar | fr réparer | ko 고치기, 수리, 해결
      | zh 修复, 修復, 修理 | ja 修正, 直す
    organize, tidy, sort, declutter | de ordnen, aufräumen, sortieren | es organizar, ordenar
      | fr organiser, ranger, trier | ko 정리, 정돈, 분류 | zh 整理, 归类, 分類 | ja 片付け, 仕分け
    manage, management, administer | de verwalten, verwaltung | es gestionar, gestión, administrar | fr gérer
      | ko 관리 | zh 管理 | ja 管理する
    share, publish | de teilen, veröffentlichen | es compartir, publicar | fr partager, publier | ko 공유, 게시, 발행
      | zh 分享, 发布, 發布, 共享 | ja 共有, 公開, 投稿
    verify, validate, fact check, fact checking | de überprüfen, prüfen, faktencheck
      | es verificar, comprobar, validar | fr vérifier, valider, vérification | ko 확인, 검증, 팩트체크
      | zh 验证, 驗證, 核实, 检查, 檢查 | ja 確認, 検証, ファクトチェック
    calculate, calculator, compute | de berechnen, rechner, taschenrechner | es calcular, calculadora
      | fr calculer, calculatrice | ko 계산, 계산기 | zh 计算, 計算, 计算器, 計算機 | ja 電卓, 計算する
    recommend, suggest, recommendation | de empfehlen, empfehlung, vorschlag | es recomendar, recomendación
      | fr recommander, recommandation, conseiller | ko 추천 | zh 推荐, 推薦 | ja おすすめ
    extract, pull out, scrape | de extrahieren, auslesen | es extraer, extracción | fr extraire | ko 추출
      | zh 提取, 擷取, 抽取 | ja 抽出
    sync, synchronize, synchronization | de synchronisieren | es sincronizar | fr synchroniser | ko 동기화 | zh 同步
      | ja 同期
    brainstorm, ideation, idea generation | de ideen finden, ideenfindung | es lluvia de ideas
      | fr remue-méninges, trouver des idées | ko 브레인스토밍, 아이디어 | zh 头脑风暴, 腦力激盪, 点子
      | ja アイデア出し, 発想
    research, investigate, deep research | de recherche, recherchieren, forschung | es investigación, investigar
      | fr recherches, enquêter | ko 조사, 연구, 리서치 | zh 研究, 调研, 調查, 调查 | ja 調査, リサーチ
    free, gratis, no cost, free of charge | de kostenlos, umsonst | es gratuito | fr gratuit | ko 무료, 공짜
      | zh 免费, 免費 | ja 無料, 無償
    local, offline, on device | de lokal, ohne internet | es sin conexión | fr hors ligne | ko 로컬, 오프라인
      | zh 本地, 离线, 離線 | ja ローカル, オフライン
  `,
  ),
]
