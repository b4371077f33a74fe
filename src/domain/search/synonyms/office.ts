import { groups, type SynonymGroup } from './group.ts'
import { MICROSOFT, WIKIPEDIA } from './sources.ts'

/** Mail, appointments, documents, meetings, jobs, contracts. */
export const OFFICE: readonly SynonymGroup[] = [
  ...groups(
    MICROSOFT,
    `
    email, e-mail, mail, inbox | de posteingang | es correo, correo electrónico, bandeja de entrada
      | fr courriel, messagerie, boîte de réception | ko 이메일, 메일, 받은편지함
      | zh 邮件, 郵件, 电子邮件, 電子郵件, 邮箱 | ja メール, 電子メール, 受信箱
    calendar, agenda, schedule, appointment | de kalender, terminkalender, termin, termine
      | es calendario, cita, citas | fr calendrier, emploi du temps, rendez-vous | ko 캘린더, 일정, 달력, 약속
      | zh 日历, 日曆, 日程, 行事曆, 约会 | ja カレンダー, 予定, 予定表, スケジュール
    meeting, conference call, video call | de besprechung, besprechungen, sitzung | es reunión, reuniones
      | fr réunions | ko 회의, 미팅 | zh 会议, 會議, 开会 | ja 会議, ミーティング, 打ち合わせ
    meeting notes, meeting minutes, minutes | de protokoll, besprechungsprotokoll | es acta, actas, notas de reunión
      | fr compte rendu, procès-verbal | ko 회의록 | zh 会议纪要, 會議記錄, 会议记录 | ja 議事録
    task, todo, to do, to-do list | de aufgabe, aufgaben, aufgabenliste | es tarea, tareas, lista de tareas
      | fr tâche, tâches, liste de tâches | ko 할 일, 할일, 작업, 투두 | zh 任务, 任務, 待办, 待辦事項
      | ja タスク, やること, todoリスト
    reminder, remind | de erinnerung, erinnerungen, erinnern | es recordatorio, recordatorios, recordar
      | fr rappel, rappels, rappeler | ko 알림, 리마인더 | zh 提醒 | ja リマインダー, リマインド
    notification, alert, push notification | de benachrichtigung, benachrichtigungen, meldung
      | es notificación, notificaciones, alerta | fr alerte, alertes | ko 알림, 통지, 경보 | zh 通知, 警报, 警報
      | ja アラート
    note, note taking, memo, jot down | de notiz, notizen | es nota, apuntes | fr prise de notes | ko 노트, 메모, 필기
      | zh 笔记, 筆記, 备忘录, 備忘錄 | ja メモ, ノート
    contact, address book | de kontakt, kontakte, adressbuch | es contacto, contactos, agenda de contactos
      | fr carnet d'adresses | ko 연락처, 주소록 | zh 联系人, 聯絡人, 通讯录 | ja 連絡先, アドレス帳
    document, doc, file | de dokument, dokumente, datei, dateien | es documento, documentos, archivo, fichero
      | fr fichier, fichiers | ko 문서, 파일 | zh 文档, 文件, 檔案 | ja ドキュメント, 文書, ファイル, 書類
    folder, directory | de ordner, verzeichnis | es carpeta, carpetas, directorio | fr dossier, dossiers, répertoire
      | ko 폴더, 디렉터리 | zh 文件夹, 資料夾, 目录 | ja フォルダ, フォルダー, ディレクトリ
    form, questionnaire, survey | de formular, formulare, umfrage | es formulario, encuesta
      | fr formulaire, sondage, enquête | ko 양식, 설문, 설문조사 | zh 表单, 表單, 问卷, 問卷
      | ja フォーム, アンケート
    documentation, docs, manual, handbook, user guide | de dokumentation, handbuch, anleitung, bedienungsanleitung
      | es documentación, guía, manual de usuario | fr manuel, mode d'emploi
      | ko 문서화, 기술 문서, 매뉴얼, 설명서, 가이드 | zh 文档, 文件, 手册, 手冊, 说明书, 說明書, 指南
      | ja ドキュメント, マニュアル, 説明書, ガイド
    screenshot, screen capture, screen shot | de bildschirmfoto | es captura de pantalla | fr capture d'écran
      | ko 스크린샷, 화면 캡처 | zh 截图, 截圖, 截屏, 螢幕截圖 | ja スクリーンショット, スクショ
    printer, print | de drucker, drucken | es impresora, imprimir | fr imprimante, imprimer | ko 프린터, 인쇄, 출력
      | zh 打印, 打印机, 列印, 印表機 | ja 印刷, プリンター
    time tracking, timesheet, time tracker, hours worked | de zeiterfassung, stundenzettel
      | es registro de horas, control horario | fr suivi du temps, feuille de temps | ko 시간 기록, 근태 관리
      | zh 工时, 工時, 时间追踪 | ja 工数管理, 勤怠管理
    daily report, standup, stand up, status report | de tagesbericht, statusbericht | es informe diario
      | fr rapport quotidien | ko 일일 보고, 업무 보고, 업무일지 | zh 日报, 日報, 工作报告
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    pdf, portable document format, acrobat | de pdf-datei | es archivo pdf | fr fichier pdf | ko pdf 파일
      | zh pdf文件, pdf文档 | ja pdfファイル
    resume, cv, curriculum vitae | de lebenslauf | es currículum, hoja de vida | ko 이력서 | zh 简历, 簡歷, 履歷
      | ja 履歴書, 職務経歴書
    cover letter, application letter, letter of application | de bewerbung, bewerbungsschreiben, anschreiben
      | es carta de presentación | fr lettre de motivation | ko 자기소개서, 자소서 | zh 求职信, 求職信
      | ja 志望動機, 送付状
    job, job search, vacancy, job opening, job hunting | de stellenangebot, stellenangebote, jobsuche
      | es empleo, empleos, trabajo, vacante | fr emploi, offre d'emploi, recherche d'emploi
      | ko 채용, 구직, 일자리, 취업 | zh 求职, 求職, 招聘, 找工作 | ja 求人, 転職, 就職
    contract, agreement | de vertrag, verträge | es contrato, contratos | fr contrat, contrats | ko 계약, 계약서
      | zh 合同, 合約, 協議 | ja 契約, 契約書
    law, legal, lawyer, attorney | de recht, rechtlich, anwalt, jurist | es derecho, abogado, jurídico
      | fr droit, avocat, juridique | ko 법률, 변호사, 법무 | zh 法律, 律师, 律師 | ja 弁護士, 法務
    customer support, customer service, helpdesk, help desk | de kundendienst, kundenservice
      | es atención al cliente, soporte | fr service client | ko 고객 지원, 고객센터, 고객 서비스
      | zh 客服, 客户服务, 客戶服務 | ja カスタマーサポート, 問い合わせ
    lead, prospect, lead generation, prospecting | de neukundengewinnung, kundenakquise
      | es clientes potenciales, prospección | fr prospection | ko 잠재 고객, 리드 | zh 潜在客户, 潛在客戶, 获客
      | ja 見込み客, リード獲得
    competitor analysis, competitive analysis, competitor research | de wettbewerbsanalyse, konkurrenzanalyse
      | es análisis de la competencia | fr analyse concurrentielle, veille concurrentielle | ko 경쟁사 분석
      | zh 竞品分析, 競品分析, 竞争分析 | ja 競合分析
    advertising, ads, ad campaign, advertisement | de werbung, werbeanzeige, anzeigen
      | es publicidad, anuncio, anuncios | fr publicité, annonce | ko 광고 | zh 广告, 廣告 | ja 広告
    copywriting, marketing copy, ad copy, sales copy | de werbetext, werbetexte | es redacción publicitaria
      | fr rédaction publicitaire | ko 카피라이팅, 광고 문구 | zh 文案 | ja コピーライティング, キャッチコピー
  `,
  ),
]
