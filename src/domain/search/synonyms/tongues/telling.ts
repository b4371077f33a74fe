import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Verbs of finding, learning, talking and showing, and their nouns. */
export const TELLING: readonly Relation[] = words(
  WIKTIONARY,
  `
    install, setup | de installieren, einrichten, einrichtung, aufsetzen | es instalar, instalación, configurar,
      montar | fr installer, mettre en place, configurer | pt instalação | it installare, installazione, impostare
      | ko 설치, 설정, 셋업 | zh 安装, 安裝, 设置, 設定, 搭建, 配置 | ja インストール, 導入, セットアップ
    configure, settings, configuration | de konfigurieren, konfiguration, einstellung, einstellungen, einstellen
      | es configuración, ajustes, ajustar, ajuste | fr réglage, réglages, paramètre, paramètres
      | pt configuração, configurações | it configurare, configurazione, impostazioni | ko 설정, 구성, 환경설정 | zh 配置,
      设置, 設置, 设定 | ja 設定, 構成
    run, execute, execution | de ausführen, ausführung, starten, laufen lassen | es ejecutar, ejecución, ejecuta,
      correr | fr exécuter, lancer | pt executar, execução, rodar | it eseguire, esecuzione | ko 실행, 구동 | zh 运行,
      運行, 执行, 執行 | ja 実行, 動かす, 走らせ
    start, launch | de starten, anfangen, beginnen, gründen | es empezar, iniciar, lanzar, lanzamiento, inicio
      | fr démarrer, lancer, lancement, commencer, démarrage | pt começar, lançar, lançamento | it iniziare,
      avviare, lanciare, lancio | ko 시작, 출시, 론칭 | zh 启动, 啟動, 开始, 開始, 发布, 上市 | ja 始める, 起動, 立ち上げ
    stop, block, prevent | de stoppen, anhalten, blockieren, sperren, verhindern | es parar, detener, bloquear,
      evitar, prevenir | fr arrêter, bloquer, empêcher | pt impedir | it fermare, bloccare, evitare, impedire
      | ko 중지, 차단, 방지, 막기 | zh 停止, 阻止, 屏蔽, 防止, 拦截 | ja ブロック, 防ぐ, 止める
    search, find | de suche, finde, gesucht, durchsuchen, nachschlagen, heraussuchen | es busca, buscarme,
      encuentra, búsquedas, localizar | fr cherche, trouve, recherche, trouver | pt procurar, buscar, encontrar,
      pesquisar, pesquisa | it cercare, trovare, ricerca, cerca | ko 찾아, 찾는, 검색, 조회 | zh 查询, 查找, 寻找, 尋找, 搜索, 查一下
      | ja 検索, 探して, 見つけ, 調べて, 探した
    research | de recherchieren, recherchiere, forschen, nachforschen | es investigar, investigación, investiga
      | fr étudier, enquête, recherche | pt pesquisar | it ricercare, indagine | ko 조사, 연구, 탐구 | zh 研究, 调研, 調研, 调查
      | ja 調査, リサーチ, 調べ
    explain, understand | de erklären, erkläre, erklärung, verstehen, verständlich, erläutern | es explicar,
      explica, explicación, entender, comprender | fr expliquer, explique, explication, comprendre | pt explicação
      | it spiegare, spiegazione, capire | ko 설명, 이해, 해설 | zh 解释, 解釋, 讲解, 说明, 說明, 理解 | ja 説明, 解説, 教えて
    learn, learning, study | de lernen, lerne, erlernen, studieren, studium, beibringen | es aprender,
      aprendizaje, estudiar, estudio, estudios, aprenda | fr apprendre, apprentissage, étudier, étude, études
      | pt aprendizagem, estudar, estudo | it imparare, studiare, apprendimento | ko 배우, 학습, 공부, 배워 | zh 学习, 學習,
      学会 | ja 学ぶ, 学習, 勉強, 覚え
    teach, tutor | de unterrichten, unterricht, lehren, nachhilfe, beibringen | es enseñar, enseñanza, clases,
      profesor, tutoría | fr enseigner, enseignement, cours particuliers, tuteur | pt ensinar, ensino, aulas,
      professor | it insegnare, insegnamento, lezioni | ko 가르치, 과외, 교육, 수업 | zh 教学, 教學, 辅导, 輔導, 教我 | ja 教える, 授業,
      家庭教師, 指導
    practice, exercise | de üben, übung, übungen, trainieren | es practicar, práctica, ejercicio, ejercicios
      | fr pratiquer, pratique, exercice, exercices, entraîner | pt praticar, prática, exercício, exercícios
      | it praticare, esercizio, esercizi | ko 연습, 훈련, 운동 | zh 练习, 練習, 训练, 操练 | ja 訓練, トレーニング
    send, forward | de sende, schick, schicke, versenden, verschicke, weiterleiten | es envía, enviarme, mandar,
      manda, envío, reenviar | fr envoie, envoyer, transférer, transmettre | pt enviar, encaminhar | it inviare,
      mandare, spedire, inoltrare | ko 보내, 전송, 전달, 발송 | zh 发送, 发给, 传送, 转发, 轉發 | ja 送って, 送信, 送り, 転送
    receive, incoming | de empfangen, erhalten, eingang, eingehend | es recibir, recibo, recibidos, entrante
      | fr recevoir, reçu, reçus | pt receber, recebidos | it ricevere, ricevuti | ko 받기, 수신 | zh 接收, 收到, 收取
      | ja 受信, 受け取
    reply, answer | de antworte, beantworte, antworten, erwidern | es contestar, contesta, responde, respuestas,
      respuesta | fr réponds, réponse, réponses, répondre | pt resposta, respostas | it rispondere, risposta,
      risposte | ko 답장, 대답, 답변, 회신 | zh 回复, 回答, 答复, 回信 | ja 返信, 返事, 答え
    ask, question, questions | de fragen, frage, anfrage, anfragen, nachfragen | es preguntar, pregunta,
      preguntas, consultar | fr demander, poser des questions | pt perguntar, pergunta, perguntas | it chiedere,
      domanda, domande | ko 질문, 문의, 물어 | zh 提问, 提問, 问题, 問題, 询问 | ja 質問, 聞きたい, 問い合わせ
    talk, conversation, chat | de reden, sprechen, gespräch, gespräche, unterhalten, unterhaltung | es hablar,
      conversar, conversación, conversaciones, charlar, charla | fr parler, discuter, discussion, bavarder
      | pt falar, conversa, conversas | it parlare, chiacchierare, conversazione | ko 대화, 말하기, 이야기, 채팅 | zh 聊天,
      对话, 對話, 交谈, 说话 | ja 会話, 話す, 対話, チャット, おしゃべり
    call, phone | de anrufen, anruf, anrufe, telefonieren, telefonat, ruf an | es llamar, llamada, llamadas,
      telefonear | fr appeler, appel, appels, téléphoner | pt telefonar, chamada, chamadas | it chiamare,
      chiamata, chiamate, telefonare | ko 전화, 통화, 전화 걸기 | zh 打电话, 打電話, 电话, 通话, 拨打 | ja 電話, 通話, 電話をかけ
    listen, hear | de hören, anhören, zuhören | es escuchar, oír, escucha | fr écouter, écoute, entendre
      | pt ouvir, escutar | it ascoltare, sentire | ko 듣기, 들어, 듣고 | zh 收听 | ja 聴いて, 聞いて, リスニング
    play | de spielen, spiele, abspielen, abspiele | es jugar, tocar, reproduce, poner música | fr jouer, joue,
      passer de la musique | pt jogar, reproduzir | it giocare, suonare, riprodurre | ko 재생, 틀어, 놀기 | zh 播放, 放歌
      | ja 再生, 流して, 遊ぶ
    watch | de schauen, ansehen, gucken, zuschauen | es mirar, ver películas, ver series | fr regarder, regarde,
      voir un film | pt assistir | it guardare | ko 보기, 시청, 관람 | zh 观看, 看片, 追剧, 觀看 | ja 見たい, 観る, 視聴, 鑑賞
    show, display | de zeigen, zeige, anzeigen, zeig, darstellen | es mostrar, muestra, muéstrame, enseñar,
      visualizar | fr montrer, montre, afficher, affiche, visualiser | pt exibir | it mostrare, visualizzare
      | ko 보여, 표시, 출력 | zh 显示, 顯示, 展示, 查看 | ja 表示, 見せて
    list | de auflisten, auflistung, liste | es lista, listas, listar, listado | fr lister, listes | it elenco,
      elencare | ko 목록, 리스트 | zh 列表, 列出, 清单, 清單 | ja 一覧, リスト
    open | de öffnen, öffne | es abrir, abre | fr ouvrir, ouvre | it aprire | ko 열기, 열어 | zh 打开, 打開 | ja 開く, 開いて
    save, store | de speichern, speichere, sichern, aufbewahren, ablegen | es guardar, guarda, almacenar
      | fr sauvegarder, enregistrer, stocker | pt salvar, armazenar | it salvare, conservare | ko 저장, 보관 | zh 保存,
      存储, 儲存, 储存 | ja 保管
    copy | de kopieren, kopie, kopiere | es copiar, copia, copias | fr copier, copie | it copiare | ko 복사, 복제
      | zh 复制, 複製, 拷贝 | ja コピー
    move, transfer | de verschieben, übertragen, übertragung, umzug | es trasladar, transferir, transferencia,
      mudanza | fr déplacer, transférer, transfert, déménager, déménagement | it spostare, trasferire,
      trasferimento | ko 이동, 옮기기, 이체, 이사 | zh 移动, 移動, 转移, 传输, 转账, 搬家 | ja 転送, 送金, 引越し
    import | de importieren, importiere, einlesen | es importar, importación | fr importation | it importare
      | ko 가져오기, 불러오기, 수입 | zh 导入, 導入, 进口 | ja 取り込, インポート, 輸入
    export | de exportieren, exportiere, ausfuhr | es exportar, exportación | fr exportation | it esportare
      | ko 내보내기, 수출 | zh 导出, 導出, 匯出, 出口 | ja 書き出し, エクスポート, 輸出
  `,
)
