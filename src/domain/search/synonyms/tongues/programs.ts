import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Models, programs and their parts, pictures and broadcasts. */
export const PROGRAMS: readonly Relation[] = words(
  WIKTIONARY,
  `
    model, ai, machine learning | de modell, modelle, künstliche intelligenz, maschinelles lernen | es modelo,
      modelos, inteligencia artificial, aprendizaje automático | fr modèle, modèles, intelligence artificielle,
      apprentissage automatique | pt aprendizado de máquina | it modello, modelli, intelligenza artificiale
      | ko 모델, 인공지능, 머신러닝 | zh 模型, 人工智能, 机器学习, 人工智慧 | ja モデル, 人工知能, 機械学習
    training, fine tuning | de trainieren, feinabstimmung | es entrenar, entrenamiento de modelos, ajuste fino
      | fr entraînement, affiner | pt treinar, treinamento | it addestrare, addestramento | ko 훈련, 파인튜닝, 미세조정
      | zh 微调, 训练, 訓練 | ja ファインチューニング, 微調整
    prompt, prompts | de eingabeaufforderung | es instrucciones, indicaciones | fr consignes | ko 프롬프트 | zh 提示词,
      提示詞, 指令 | ja プロンプト, 指示
    template, templates | de vorlage, vorlagen, muster | es plantilla, plantillas | fr modèle de, gabarit
      | pt modelo de | it modello di | ko 템플릿, 양식, 서식 | zh 模板, 範本, 模版 | ja 雛形, テンプレート, 様式, ひな形
    component, components, interface | de komponente, komponenten, oberfläche, benutzeroberfläche, schnittstelle
      | es componente, componentes, interfaz | fr composant, composants | pt interface do usuário | it componenti,
      interfaccia | ko 컴포넌트, 인터페이스, 화면 구성 | zh 组件, 界面, 接口, 元件, 介面 | ja 部品, 画面, コンポーネント, インターフェース
    architecture, pattern | de architektur, entwurfsmuster | es arquitectura, patrón, patrones | fr motifs,
      patrons de conception | pt arquitetura, padrão, padrões | it architettura, modelli di progettazione
      | ko 아키텍처, 패턴, 구조 | zh 架构, 架構, 模式, 设计模式 | ja アーキテクチャ, 設計パターン
    workflow, pipeline | de arbeitsablauf, arbeitsabläufe, ablauf, abläufe | es flujo de trabajo,
      flujos de trabajo, flujo | fr flux de travail | pt fluxo de trabalho, fluxo | it flusso di lavoro, flusso
      | ko 워크플로, 파이프라인, 작업 흐름 | zh 工作流, 流程, 流水线 | ja ワークフロー, 作業の流れ, パイプライン
    script, command, terminal | de skript, skripte, befehl, befehle, kommandozeile | es guion, comando, comandos,
      línea de comandos | fr commandes, ligne de commande | pt linha de comando | it comandi, riga di comando
      | ko 스크립트, 명령어, 터미널 | zh 脚本, 命令, 命令行, 终端, 腳本 | ja スクリプト, コマンド, ターミナル, 端末
    error, exception, crash | de fehler, fehlermeldung, fehlermeldungen, absturz, abstürze | es errores,
      excepción, fallos, caída | fr erreurs, plantage, panne | pt falha, falhas, erros | it errori, guasto
      | ko 오류, 에러, 예외, 장애 | zh 错误, 异常, 报错, 崩溃, 錯誤, 故障 | ja エラー, 例外, 障害
    log, logs | de protokolldatei, protokolldateien, logdatei | es registros, bitácora | fr journaux,
      journal système | it registri | ko 로그, 기록 | zh 日志, 日誌 | ja ログ, 記録
    backup | de sicherung, datensicherung, sicherungskopie | es copia de seguridad, respaldo, copias de seguridad
      | fr sauvegarde, sauvegardes | pt cópia de segurança | it copia di sicurezza | ko 백업 | zh 备份, 備份
      | ja バックアップ, 控え
    performance, speed | de leistung, geschwindigkeit, schneller | es rendimiento, velocidad, rápido | fr vitesse,
      rapidité, rapide | pt desempenho, velocidade | it prestazioni, velocità, veloce | ko 성능, 속도, 빠르 | zh 性能, 速度,
      效能, 快速 | ja 高速, パフォーマンス
    quality, standard | de qualität | es calidad, estándar | fr qualité, norme, normes | pt qualidade, padrão
      | it qualità | ko 품질, 표준 | zh 质量, 标准, 品質, 標準 | ja 基準
    version, git | de versionsverwaltung, versionen | es control de versiones | fr gestion de versions
      | pt versão, controle de versão | it versione, versioni | ko 버전, 형상관리 | zh 版本, 版本控制 | ja バージョン, 版管理
    commit, commit message | de commit-nachricht | es mensaje de commit, confirmación | fr message de commit
      | ko 커밋, 커밋 메시지 | zh 提交, 提交信息 | ja コミット
    code review, pull request | de codeprüfung | es revisión de código | fr revue de code, relecture de code
      | pt revisão de código | it revisione del codice | ko 코드 리뷰, 코드리뷰, 풀리퀘스트 | zh 代码审查, 代码评审, 程式碼審查
      | ja コードレビュー, プルリクエスト
    documentation, docs | de dokumentation, anleitung, handbuch | es documentación | fr mode d'emploi
      | pt documentação | it documentazione, manuale | ko 문서화, 설명서, 매뉴얼 | zh 文档, 說明書, 说明书, 手册 | ja 説明書, 資料,
      ドキュメント, マニュアル
    device, smart home | de gerät, geräte, haustechnik | es dispositivo, dispositivos, domótica, casa inteligente
      | fr appareil, appareils, domotique, maison connectée | it dispositivi | ko 기기, 장치, 스마트홈 | zh 设备, 裝置, 智能家居,
      設備 | ja 機器, 装置, スマートホーム, 家電
    printer, print | de drucker, drucken | es impresora, imprimir | fr imprimante, imprimer | pt impressora
      | it stampante, stampare | ko 프린터, 인쇄, 출력 | zh 打印机, 打印, 印表機, 列印 | ja プリンター, 印刷
    camera, photography | de kamera, kameras, fotografieren | es cámara, cámaras, fotografía | fr appareil photo
      | it fotocamera, telecamera | ko 카메라, 촬영 | zh 相机, 摄像头, 拍照, 相機 | ja カメラ, 撮影
    screenshot | de bildschirmfoto, bildschirmaufnahme | es captura de pantalla, captura | fr capture d'écran,
      captures d'écran | pt captura de tela | it cattura schermo, schermata | ko 스크린샷, 캡처, 화면 캡처 | zh 截图, 截屏, 截圖
      | ja スクリーンショット, スクショ
    subtitles, captions | de untertitel | es subtítulos, subtítulo | fr sous-titre, sous-titres, sous-titrage
      | pt legenda, legendas | it sottotitoli | ko 자막 | zh 字幕 | ja 字幕を
    podcast, episode | de folge, folgen | es episodio, episodios | fr baladodiffusion | it puntata | ko 팟캐스트, 에피소드
      | zh 播客, 节目 | ja ポッドキャスト, 番組
    color, palette | de farbe, farben, farbpalette | es colores | fr couleur, couleurs | it colore, colori
      | ko 색상, 색깔, 팔레트 | zh 颜色, 配色, 顏色 | ja 色彩
    font, typography | de schriftart, schriftarten, schrift | es tipografía, fuente, fuentes | fr typographie
      | pt fonte | it carattere | ko 글꼴, 폰트 | zh 字体, 字體 | ja 書体, フォント
    logo, brand | de marke, marken | es marca, marcas, logotipo | fr marque, marques | it marchio, marchi
      | ko 브랜드, 로고 | zh 品牌, 标志, 商标 | ja ブランド, ロゴ
    icon, avatar, emoji | de symbole, piktogramm | es icono, iconos | fr icône, icônes | it icona | ko 아이콘, 아바타,
      이모지 | zh 图标, 头像, 表情, 圖示 | ja アイコン, 絵文字, アバター
    background, remove background | de hintergrund, freistellen | es fondo, quitar fondo | fr arrière-plan,
      détourage | pt fundo | it sfondo, sfondi | ko 배경, 배경 제거, 누끼 | zh 背景, 抠图, 去背 | ja 切り抜き
    animation, animated | de animationen, animieren, zeichentrick | es animación, animaciones, animar | fr animer,
      dessin animé | pt animação | it animazione, animazioni | ko 애니메이션, 움직이는 | zh 动画, 動畫 | ja アニメーション, 動く
    stream, live | de live-übertragung, übertragung | es transmisión, directo, en vivo | fr en direct
      | pt transmissão, ao vivo | it diretta | ko 스트리밍, 생방송, 실시간, 라이브 | zh 直播, 实时, 即時, 串流 | ja 配信, 生放送, リアルタイム, 実況
  `,
)
