import { type Relation, relations } from '../relation.ts'
import { CNCF, MICROSOFT } from '../sources.ts'

/** Servers, automation and data, as people say it who are not of the trade, or in a hurry. */
export const SYSTEM_WORDS: readonly Relation[] = [
  ...relations(
    CNCF,
    `
    site is down, website is down, server is down, is down, goes down, went down, went offline, is it up, still up,
      back online, stops responding, doesnt respond, tell me when it breaks, when something breaks, before users notice
      | de seite ist down, server ausgefallen, nicht erreichbar | es caído, se cae, no responde | fr en panne,
      hors service, ne répond plus | pt fora do ar, site caiu | it non risponde, sito giù | ko 서버 다운, 사이트가 안, 먹통
      | zh 挂了, 宕机, 打不开, 崩了 | ja 落ちた, 落ちて, 繋がらない
      > monitoring, uptime, incident, alerting
    woken up at night, pager, what went wrong, what broke, why did it break, root cause, find the cause, who broke
      | de was ging schief, ursache finden | es qué falló, causa raíz | fr cause racine | ko 원인 분석, 왜 고장 | zh 查原因, 根因,
      排查 | ja 原因調査, 原因究明
      > incident response, root cause analysis, debugging, postmortem
    put it online, put online, go live, ship it, get it online, publish my site, publish my app, push to production,
      into production, put my site, put my app | de online stellen, ins netz stellen | es poner en línea,
      publicar mi web | fr mettre en ligne mon | pt colocar no ar, publicar site | it mettere online,
      pubblicare il sito | ko 서비스 올리, 배포하 | zh 上线, 发布网站 | ja 公開したい, 本番環境
      > deploy, deployment, hosting
    without downtime, roll back, undo a release, bad release, safe release, gradually release, release without
      | de ohne ausfall | es sin interrupción | fr sans interruption | ko 무중단, 롤백 | zh 回滚, 灰度, 不停机 | ja 無停止, ロールバック
      > rollback, deployment, zero downtime, canary
    build fails, build is broken, red build, pipeline fails, checks fail, tests on every, on every push,
      on each commit, every commit | ko 빌드 실패, 커밋마다 | zh 构建失败, 每次提交 | ja ビルド失敗
      > ci, pipeline, github actions, debugging
    hosting bill, server bill, aws bill, bill from amazon, cut our costs, cloud too expensive, pay too much for servers
      | ko 서버 비용 | zh 云费用, 服务器费用 | ja サーバー費用
      > cost optimization, cloud cost, finops
    cant handle the load, too many users, many users at once, under load, grows too big, millions of users,
      lots of users, handle more users | de viele nutzer, unter last | es muchos usuarios | fr montée en charge
      | ko 트래픽 폭주, 사용자가 많 | zh 高并发, 扛不住 | ja 高負荷, 大量アクセス
      > scalability, load testing, scaling, performance
    at home server, own server, on my own server, on my own machine, run it myself, host it myself,
      old laptop as a server | de eigener server, selbst hosten | es mi propio servidor | fr mon propre serveur
      | ko 내 서버, 집 서버 | zh 自己的服务器, 自建 | ja 自前のサーバー
      > self hosted, homelab, docker, vps
    running out of space, disk is full, disk full, no space left, full disk, slow computer, computer is slow,
      fan is loud, free memory | de festplatte voll, computer langsam, rechner langsam | es disco lleno,
      ordenador lento | fr disque plein, ordinateur lent | pt disco cheio, computador lento | it disco pieno,
      computer lento | ko 용량 부족, 컴퓨터가 느, 컴퓨터 느 | zh 磁盘满, 电脑慢, 卡顿 | ja 容量不足, パソコンが遅
      > disk space, cleanup, system monitor, performance
    lost my data, lose my data, lose my files, losing data, in case my computer, safe copy, keep a copy,
      deleted by accident, accidentally deleted, get it back | de datenverlust, versehentlich gelöscht
      | es perder datos, borrado por error | fr perdre mes données, supprimé par erreur | pt perder dados,
      apagado por engano | it perdere i dati, cancellato per errore | ko 데이터 유실, 실수로 지운 | zh 误删, 数据丢失, 恢复文件 | ja データ消失,
      誤って削除
      > backup, restore, recovery
    job dies, job fails, retry when, try again if, runs twice, exactly once, long running, takes days, survive a crash,
      crash in the middle | ko 재시도, 작업 실패 | zh 重试, 长任务, 任务失败 | ja 再試行, 長時間処理
      > durable execution, workflow, queue, retry
    at regular times, run it regularly, run automatically, automatically every, runs every, repeat every, on a timer,
      at midnight, while the computer | de regelmäßig ausführen, automatisch ausführen | es ejecutar automáticamente
      | fr exécuter automatiquement | ko 주기적으로, 자동 실행 | zh 定时, 定期, 自动执行 | ja 定期的に, 自動実行
      > cron, scheduled, automation
    connect two apps, connect my apps, apps together, between apps, no code, nocode, when this happens, if this then,
      tired of doing, same thing every, by hand every, boring tasks, repetitive | de ohne programmieren,
      apps verbinden, immer dasselbe | es sin código, conectar aplicaciones, tareas repetitivas | fr sans code,
      connecter des applications, tâches répétitives | pt sem código, tarefas repetitivas, automatizar
      | it senza codice, attività ripetitive, automatizzare | ko 노코드, 반복 작업, 앱 연결 | zh 无代码, 重复工作, 连接应用 | ja ノーコード,
      繰り返し作業
      > workflow automation, automation, n8n, zapier, integration
  `,
  ),
  ...relations(
    MICROSOFT,
    `
    get data from a website, data from a website, data from websites, copy from a website, copy a website,
      take from a website, read a website, read web pages, content of a page, text of a page, collect from
      | de daten von webseiten, webseite auslesen | es sacar datos de una web, extraer de una web
      | fr récupérer des données, extraire d'un site | pt extrair dados, dados de sites | it estrarre dati,
      dati da siti | ko 사이트에서 가져, 웹에서 수집 | zh 抓取, 采集, 扒网站 | ja サイトから取得, ウェブから収集
      > web scraping, scraper, extraction, crawl
    click through, click buttons, clicks around, fill in websites, log into a website, do it in my browser,
      use my browser, use a website for me, surf for me, browse for me | de im browser klicken, für mich klicken
      | es navegar por mí, hacer clic | fr naviguer pour moi, cliquer | ko 대신 클릭, 브라우저에서 | zh 自动点击, 操作网页, 操作浏览器
      | ja 自動クリック, ブラウザ操作
      > browser automation, playwright, headless browser
    use my computer, control my computer, move the mouse, mouse and keyboard, control my mac, click on my screen,
      see my screen | de computer steuern, maus bewegen | es controlar mi ordenador | fr contrôler mon ordinateur
      | ko 컴퓨터 제어, 마우스 | zh 控制电脑, 操作电脑, 鼠标 | ja パソコン操作, マウス
      > computer use, desktop automation, gui automation
    tell me when a page, page changes, website changes, when a site changes, tell me if it changes, changed since,
      watch a page, watch a website, let me know when | de wenn sich die seite ändert | es avísame cuando,
      cuando cambie | fr préviens-moi, me prévenir | pt me avise | it avvisami | ko 바뀌면 알려, 변경되면 | zh 有变化, 页面变化
      | ja 変わったら, 更新されたら
      > change detection, monitoring, alert, notification
    numbers in a table, make sense of my data, what the numbers, understand my numbers, lots of numbers,
      sums in a table, ask my data, questions about my data, crunch | de zahlen auswerten, daten auswerten
      | es entender los números, analizar datos | fr comprendre les chiffres | pt analisar dados, números
      | it analizzare dati, numeri | ko 숫자 분석, 데이터 정리 | zh 数据处理, 看数据, 分析表格 | ja 数字を分析, 集計
      > data analysis, spreadsheet, statistics
    messy data, dirty data, wrong values, missing values, bad rows, clean up data, clean my data | de unsaubere daten
      | es datos sucios | fr données sales | ko 데이터 정제 | zh 脏数据, 数据清洗 | ja データクレンジング
      > data cleaning, data quality, validation
    show it as a picture, show the numbers, make a graph, make a chart, draw a graph, draw a chart, see it at a glance,
      at a glance | de als grafik, grafik erstellen | es hacer un gráfico | fr faire un graphique | pt gráfico,
      gráficos | it grafici | ko 그래프 그려, 한눈에 보 | zh 画图表, 做图表 | ja グラフを作
      > chart, visualization, dashboard
    draw how, how parts fit, boxes and arrows, draw the architecture, sketch a process, picture of my code | ko 구조도,
      아키텍처 그림 | zh 架构图, 画架构 | ja 構成図
      > diagram, mermaid, architecture diagram, flowchart
    query is slow, slow query, database is slow, takes forever, takes too long, so slow, too slow, is slow,
      loads slowly, slow to load, make it faster | de zu langsam, langsam, dauert zu lange | es muy lento, lento,
      tarda mucho | fr trop lent, lente, prend trop de temps | pt muito lento, demora | it troppo lento | ko 너무 느, 느려
      | zh 太慢, 很慢 | ja 遅い, 重い
      > performance, optimization, profiling
    talk to my documents, chat with my documents, chat with a pdf, ask my documents, answer from my files,
      questions about a pdf, search my own files, search by meaning, similar meaning | de mit meinen dokumenten
      | es preguntar a mis documentos | fr interroger mes documents | ko 문서에 질문, 의미로 검색 | zh 文档问答, 语义 | ja 文書に質問, 意味で検索
      > rag, semantic search, embeddings, knowledge base
    text from a picture, text in a picture, text from a photo, words in a picture, scanned page, photo of a page,
      photograph of a document, handwriting, handwritten | de text aus bild, handschrift, eingescannt
      | es texto de una imagen, escaneado, manuscrito | fr texte d'une image, scanné, manuscrit | pt texto de imagem,
      digitalizado | it testo da immagine, scansione | ko 사진 속 글자, 손글씨, 스캔 | zh 图片文字, 手写, 扫描件 | ja 写真の文字, 手書き, スキャン
      > ocr, text recognition, document extraction
    turn into a pdf, into a pdf, make a pdf, out of a pdf, pull a table, tables out of, pages of a pdf,
      put pdfs together | de in pdf umwandeln, pdf zusammenfügen | es a pdf, convertir en pdf, unir pdf | fr en pdf
      | pt em pdf, juntar pdf | it in pdf, unire pdf | ko 피디에프, pdf로 | zh 转pdf, 转成pdf | ja pdfに, pdfを結合
      > pdf, convert, extraction
  `,
  ),
]
