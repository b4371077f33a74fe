import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Verbs of making, changing and trying things, and their nouns. */
export const CHANGING: readonly Relation[] = words(
  WIKTIONARY,
  `
    convert, conversion, transform | de umwandeln, wandle, umgewandelt, umwandlung, konvertiere, konvertierung,
      konverter | es convierte, conviertas, transformar, pasar a | fr convertir, convertis | pt conversão
      | it convertire, conversione | ko 변환, 바꿔, 바꾸기, 전환 | zh 转换, 转成, 转为, 转化, 轉成 | ja 変換, 変える, 変えて, 換え
    process, processing | de verarbeiten, verarbeitung, verarbeite | es procesar, procesamiento, procesa
      | fr traiter, traitement, traite | pt processar, processamento | it elaborare, elaborazione | ko 처리, 가공
      | zh 处理, 處理 | ja 処理, 加工
    batch, bulk | de stapel, stapelweise, stapelverarbeitung, massenhaft | es lote, lotes, por lotes, masivo,
      masivamente | fr par lot, en masse | pt em lote, em massa | it in blocco | ko 일괄, 대량, 한꺼번에, 한번에 | zh 批量,
      批处理, 批次 | ja 一括, まとめて, バッチ, 一斉
    connect, integration, link | de verbinden, verbindung, verbinde, anbinden, anbindung, verknüpfen, verknüpfung
      | es conectar, conexión, conecta, vincular, enlazar | fr connecter, connexion, relier, associer | pt conexão
      | it collegare, connettere, connessione | ko 연결, 연동, 접속 | zh 连接, 連接, 对接, 接入, 连通 | ja 接続, 連携, つなぐ, 繋ぐ, つなげ
    link, links, url | de verweis, verweise, verlinken, verlinkung | es enlace, enlaces, vínculo, vínculos
      | fr lien, liens, hyperlien | pt ligação, ligações | it collegamento, collegamenti | ko 링크, 주소 | zh 链接, 鏈接,
      連結, 网址 | ja リンク, アドレス
    wake, wake up, alarm | de wecken, weck, wecke, aufwecken, aufwachen, wecker | es despertar, despertarme,
      despiértame, despertador | fr réveiller, réveil, réveille, réveillez | pt acordar | it svegliare, svegliami,
      sveglia | ko 깨워, 깨우기, 기상, 알람 | zh 叫醒, 唤醒, 闹钟, 起床, 鬧鐘 | ja 起こす, 起こして, 目覚まし, アラーム
    remind, reminder | de erinnern, erinnere, erinnerung, erinnerungen, erinner | es recordar, recuérdame,
      recordatorio, recordatorios, recuerda, recordarme | fr rappeler, rappelle, rappel, rappels, rappelez
      | pt lembrar, lembrete, lembretes, lembra | it ricordare, ricordami, promemoria | ko 알림, 리마인더, 상기, 알려줘
      | zh 提醒, 提醒我, 备忘 | ja リマインド, リマインダー, 思い出させ, 知らせて, 通知
    thank you, thanks, gratitude | de danke, danken, dank, bedanken, dankbarkeit, dankeschön, dankesbrief
      | es gracias, agradecer, agradecimiento, gratitud | fr merci, remercier, remerciement, remerciements
      | pt obrigado, agradecimento, gratidão | it grazie, ringraziare, ringraziamento | ko 감사, 고마워, 감사 인사, 감사장
      | zh 感谢, 感謝, 谢谢, 致谢, 感恩 | ja お礼, ありがとう, 御礼
    transcribe, transcription, transcript | de transkribieren, transkription, transkript, verschriftlichen,
      abtippen, niederschrift | es transcribir, transcripción | fr transcrire, retranscrire, retranscription
      | pt transcrever, transcrição | it trascrivere, trascrizione | ko 전사, 받아쓰기, 녹취, 녹취록 | zh 转录, 转写, 轉錄, 听写,
      转文字, 逐字稿 | ja 文字起こし, 書き起こし, 転写
    summarize, summary | de zusammenfassen, zusammengefasst, zusammenfassungen, fasse, kurzfassung | es resumir,
      resumirme, resúmenes, síntesis | fr résumer, synthétiser | pt resumo, resumos | it riassumere, riassunto,
      sintesi | ko 요약, 요약해, 간추려 | zh 总结, 摘要, 概括, 归纳, 歸納, 概要 | ja 要約, まとめる, まとめて
    schedule, scheduling | de planen, zeitplan, zeitpläne, einplanen, terminieren, terminplanung | es programar,
      agendar, horario, programación de | fr planifier, programmer, horaire | it pianificare, programmare | ko 예약,
      스케줄, 일정, 예정 | zh 安排, 排程, 日程, 预定, 排期 | ja スケジュール, 予定
    download | de runterladen, downloaden, lade herunter, heruntergeladen | es bajar, bajarme, descarga,
      descargas, descargarme | fr télécharge, téléchargements, télécharger | pt baixar, descarregar
      | it scaricare, scarica | ko 다운, 내려받, 다운받 | zh 下载, 下載 | ja ダウンロード, 落とす
    upload | de hochgeladen, hochlade | es subir, sube, cargar | fr téléverse, envoyer en ligne | pt carregar,
      enviar arquivo | it caricare | ko 업로드, 올리기, 올려 | zh 上传, 上傳 | ja アップロード, アップ
    track, tracking | de nachverfolgung, sendungsverfolgung, tracken, nachhalten, aufzeichnen | es rastreo,
      rastrea, seguir, registrar | fr suivre, suivi, pister, traçage | pt acompanhar, rastrear, rastreamento
      | it tracciare, monitorare, tracciamento | ko 추적, 트래킹 | zh 追踪, 跟踪, 跟進 | ja 追跡, トラッキング
    compare, comparison | de vergleiche, vergleichen, preisvergleich, gegenüberstellen, gegenüberstellung
      | es compara, comparar, comparativa | fr comparer, comparateur | pt comparação | it confrontare, confronto,
      paragonare | ko 비교, 비교해, 대조 | zh 比较, 对比, 對比, 比價, 比价 | ja 比較, 比べ, 対比
    analyze, analysis | de analysieren, analyse, analysiere, auswerten, auswertung, untersuchen | es analizar,
      análisis, analiza, examinar | fr analyser, examiner | pt analisar, análise | it analizzare, analisi | ko 분석,
      분석해 | zh 分析, 解析, 剖析
    write, writing | de schreib, schreibe, geschrieben, formulieren, formulierung | es escribe, escribir,
      escribirme, escritura, redacción, redacta | fr écris, écrire, écriture, rédige, rédiger | pt escrever,
      redigir, escrita | it scrivere, scrittura, redigere | ko 써줘, 쓰는, 작성, 집필 | zh 编写, 書寫, 书写, 撰写, 撰寫, 写作
      | ja 書いて, 書き方, 執筆, ライティング
    read | de vorlesen, lesen | es lee, leer, leerme | fr lis, lecture | pt ler, leitura | it leggere, lettura
      | ko 읽어, 읽는 | zh 读取, 讀取, 朗读 | ja 読んで, 読み, 読み上げ, 読み取
    create, generate, build | de erstelle, erstellen, erstellung, erzeuge, anlegen, bauen, basteln | es crea,
      creación, genera, generación, construir, elaborar | fr crée, génère, construire, fabriquer | pt criar,
      gerar, criação | it creare, generare, costruire, creazione | ko 생성, 만들어, 만드는, 구축, 제작 | zh 创建, 創建, 生成, 构建,
      建構, 搭建, 制作 | ja 作って, 構築, 作りた, 製作
    edit, editing | de bearbeite, bearbeitung, editieren, schneiden, zuschneiden | es edición, edita, recortar,
      montar vídeo | fr retoucher, retouche, montage, recadrer | pt editar, edição, cortar | it modificare,
      montaggio, ritagliare | ko 편집, 자르기, 보정 | zh 编辑, 剪辑, 剪輯, 修图, 裁剪 | ja 編集, 加工, 切り抜
    change, changes, modify | de ändern, änderung, änderungen, verändern | es cambiar, cambio, cambios,
      modificación | fr changer, changement, changements | pt mudar, mudança, alterar, alteração | it cambiare,
      modifica, modifiche | ko 변경, 수정, 바꾸 | zh 更改, 变更, 變更, 修改, 改变 | ja 変更, 修正, 改変
    delete, remove | de löschen, lösche, löschung, entferne, entfernung | es borra, elimina, eliminación, suprimir
      | fr supprime, enlever, retirer | pt apagar, excluir | it cancellare, eliminare, rimuovere | ko 삭제, 지워, 제거,
      없애 | zh 删除, 清除, 去除, 移除, 去掉 | ja 削除, 除去, 消して, 取り除
    clean, cleanup | de bereinigen, bereinigung, aufräumen, säubern, reinigen, putzen | es limpiar, limpieza,
      limpia, depurar datos | fr nettoyer, nettoyage, nettoie, ménage | pt limpar, limpeza | it pulire, pulizia
      | ko 정리, 청소, 클린 | zh 清理, 清洗, 清洁, 打扫 | ja 掃除, クリーン, 整理, 清掃
    fix, debugging, bug | de fehler beheben, fehlerbehebung, fehlersuche, korrigieren | es corregir, corrige,
      solucionar, errores, fallo, fallos | fr corriger, dépanner, dépannage, bogue, bogues, erreur | pt corrigir,
      consertar, erro, erros | it correggere, sistemare, errore, errori | ko 버그, 오류, 디버깅, 고쳐 | zh 修复, 调试, 調試, 除錯,
      排错, 错误, 缺陷 | ja 直して, デバッグ, バグ, 不具合, エラー
    check, verify, review | de prüfe, überprüfung, kontrollieren, kontrolle, nachprüfen | es revisar, revisión,
      revisa, comprueba, verificación, chequear | fr vérifie, contrôler, contrôle, réviser, relire | pt verificar,
      revisão, conferir | it controllare, verificare, revisione, verifica | ko 확인, 점검, 검토, 체크, 검사 | zh 检查, 核对, 审查,
      審查, 核查, 检测 | ja 確認, チェック, 点検, レビュー, 審査
    test, testing | de testen, prüfung, teste | es probar, prueba, pruebas, testear | fr tester, essai, essais
      | pt testar, testes | it testare, prova, collaudo | ko 테스트, 시험, 시험하 | zh 测试, 測試, 试验 | ja テスト, 試験, 試す
    improve, optimize, optimization | de verbessern, verbesserung, verbessere, optimieren, optimierung
      | es mejorar, mejora, mejoras, optimizar, optimización | fr améliorer, amélioration, optimiser,
      optimisation, améliore | pt melhorar, melhoria, otimizar, otimização | it migliorare, miglioramento,
      ottimizzare, ottimizzazione | ko 개선, 향상, 최적화 | zh 改进, 改善, 优化, 優化, 提升, 提高 | ja 最適化, 向上, 良くする
    update | de aktualisieren, aktualisierung, aktualisiere, auf dem laufenden | es actualizar, actualización,
      actualizaciones, actualiza | fr mettre à jour, mise à jour, actualiser | pt atualizar, atualização
      | it aggiornare, aggiornamento | ko 업데이트, 갱신, 최신화 | zh 更新, 升级, 升級 | ja アップデート
    upgrade, migration | de aufrüsten, umstieg, umsteigen, umziehen, migrieren | es migrar, migración, pasar de
      | fr migrer, mettre à niveau, passer de | pt migração | it migrare, migrazione, passare a | ko 업그레이드, 이전,
      마이그레이션 | zh 迁移, 遷移, 升级, 搬迁 | ja 移行, アップグレード, 引っ越し
  `,
)
