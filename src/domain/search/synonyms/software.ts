import { groups, type SynonymGroup } from './group.ts'
import { MICROSOFT, WIKIPEDIA } from './sources.ts'

/** Writing, testing and releasing software, and what users see of it. */
export const SOFTWARE: readonly SynonymGroup[] = [
  ...groups(
    WIKIPEDIA,
    `
    pr, pull request, merge request, mr | ko 풀 리퀘스트 | zh 拉取请求, 合并请求, 合併請求
      | ja プルリクエスト, プルリク
    code, source code, programming, coding | de quellcode, programmierung, programmieren
      | es código, código fuente, programación, programar | fr programmation, programmer
      | ko 코드, 소스 코드, 코딩, 프로그래밍 | zh 代码, 程式碼, 编程, 程式設計, 写代码
      | ja コード, ソースコード, プログラミング
    code review, review code, review my code | de codeprüfung, code prüfen | es revisión de código, revisar código
      | fr revue de code, relire le code | ko 코드 리뷰, 코드 검토 | zh 代码审查, 程式碼審查, 代码评审
      | ja コードレビュー
    refactor, restructure code, clean up code | de refaktorisieren | es refactorizar, refactorización
      | fr refactoriser, refactorisation | ko 리팩토링, 리팩터링 | zh 重构, 重構 | ja リファクタリング
    unit test | de modultest, modultests, unittest | es prueba unitaria, pruebas unitarias
      | fr test unitaire, tests unitaires | ko 단위 테스트, 유닛 테스트 | zh 单元测试, 單元測試
      | ja 単体テスト, ユニットテスト
    e2e, end to end | zh 端到端测试, 端對端測試 | ja e2eテスト
    version control, source control, vcs | de versionsverwaltung, versionskontrolle | es control de versiones
      | fr gestion de versions | ko 버전 관리 | zh 版本控制 | ja バージョン管理
    changelog, release notes | de änderungsprotokoll, versionshinweise | es registro de cambios, notas de la versión
      | fr journal des modifications, notes de version | ko 변경 로그, 릴리스 노트, 변경 이력
      | zh 更新日志, 更新日誌, 变更日志 | ja 変更履歴, リリースノート
    lint, linter, static analysis | de statische analyse | es análisis estático | fr analyse statique
      | ko 정적 분석, 린트 | zh 静态分析, 靜態分析 | ja 静的解析
    frontend, front end, client side | ko 프론트엔드 | zh 前端 | ja フロントエンド
    backend, back end, server side | ko 백엔드 | zh 后端, 後端 | ja バックエンド, サーバーサイド
    ux, user experience | de benutzererfahrung, nutzererlebnis | es experiencia de usuario | fr expérience utilisateur
      | ko 사용자 경험 | zh 用户体验, 使用者體驗 | ja ユーザー体験
    web scraping, scraper, crawler, spider, crawl | ko 크롤링, 크롤러, 스크래핑, 웹 스크래핑
      | zh 爬虫, 爬蟲, 网页抓取, 網頁擷取 | ja スクレイピング, クローラー
    browser automation, headless browser, web automation | de browserautomatisierung | es automatización del navegador
      | fr automatisation du navigateur | ko 브라우저 자동화 | zh 浏览器自动化, 瀏覽器自動化 | ja ブラウザ自動化
    a/b test, ab test, split test, experiment | zh a/b测试
  `,
  ),
  ...groups(
    MICROSOFT,
    `
    bug, defect | de softwarefehler, programmfehler | es fallo, fallos | fr bogue | ko 버그
      | zh 缺陷, 程序错误, 程式錯誤 | ja バグ, 不具合
    error, exception, error message | de fehler, fehlermeldung, ausnahme | es excepción, mensaje de error
      | fr erreur, erreurs, message d'erreur | ko 오류, 에러, 예외 | zh 错误, 錯誤, 报错, 异常, 例外 | ja エラー
    debug, troubleshoot, diagnose | de debuggen, fehlersuche, fehlerbehebung
      | es depurar, depuración, solucionar problemas | fr déboguer, débogage, dépannage | ko 디버깅, 디버그, 문제 해결
      | zh 调试, 偵錯, 除錯, 排错, 故障排除 | ja デバッグ, トラブルシューティング
    test, testing | de testen, prüfen | es prueba, pruebas, probar | fr tester | ko 테스트 | zh 测试, 測試 | ja テスト
    deploy, deployment, rollout, roll out | de bereitstellen, bereitstellung | es desplegar, despliegue
      | fr déployer, déploiement | ko 배포 | zh 部署, 上线 | ja デプロイ
    repository, repo | es repositorio, repositorios | fr dépôt, dépôts | ko 저장소, 레포지토리
      | zh 仓库, 代码库, 儲存庫 | ja リポジトリ
    dependency, deps, third party package | de abhängigkeit, abhängigkeiten | es dependencia, dependencias
      | fr dépendance, dépendances | ko 의존성, 종속성 | zh 依赖, 依賴, 相依性 | ja 依存関係
    update, upgrade | de aktualisieren, aktualisierung | es actualizar, actualización | fr mettre à jour, mise à jour
      | ko 업데이트, 업그레이드 | zh 更新, 升级, 升級 | ja アップデート, アップグレード
    install, installation, set up, setup | de installieren, einrichten | es instalar, instalación | fr installer
      | ko 설치 | zh 安装, 安裝 | ja インストール, セットアップ
    config, configuration, settings, preferences | de konfiguration, einstellungen, konfigurieren
      | es configuración, configurar, ajustes | fr paramètres, réglages, configurer | ko 설정, 환경설정
      | zh 配置, 设置, 設定 | ja 構成, 環境設定
    environment variable, env var, env, dotenv | de umgebungsvariable, umgebungsvariablen
      | es variable de entorno, variables de entorno | fr variable d'environnement, variables d'environnement
      | ko 환경 변수, 환경변수 | zh 环境变量, 環境變數 | ja 環境変数
    cli, command line, command line interface, terminal, console | de kommandozeile, befehlszeile
      | es línea de comandos, consola | fr ligne de commande | ko 명령줄, 커맨드라인, 터미널
      | zh 命令行, 命令列, 终端, 終端機 | ja コマンドライン, ターミナル
    bash, shell script, shell | ko 셸 스크립트, 쉘 스크립트 | zh 脚本, 腳本 | ja シェルスクリプト
    ui, user interface, gui | de benutzeroberfläche, bedienoberfläche | es interfaz, interfaz de usuario
      | fr interface utilisateur | ko 사용자 인터페이스 | zh 用户界面, 使用者介面, 界面 | ja ユーザーインターフェース
    design | de gestaltung, entwurf | es diseño, diseñar | fr conception, concevoir | ko 디자인, 설계 | zh 设计, 設計
      | ja デザイン
    website, web page, web site, homepage | de webseite, webseiten, internetseite | es sitio web, página web
      | fr site web, site internet, page web | ko 웹사이트, 홈페이지, 웹페이지 | zh 网站, 網站, 网页, 網頁
      | ja ウェブサイト, ホームページ, webサイト
    app, application | de anwendung, anwendungen | es aplicación, aplicaciones | fr appli | ko 앱, 어플, 애플리케이션
      | zh 应用, 应用程序, 應用程式 | ja アプリ, アプリケーション
    browser, web browser | es navegador, navegadores | fr navigateur, navigateurs | ko 브라우저, 웹 브라우저
      | zh 浏览器, 瀏覽器 | ja ブラウザ, ブラウザー
    plugin, add on, addon, extension | de erweiterung, erweiterungen | es complemento | fr greffon
      | ko 플러그인, 확장 프로그램 | zh 插件, 外掛, 扩展, 擴充功能 | ja プラグイン, 拡張機能
    template, boilerplate, scaffold, starter | de vorlage, vorlagen | es plantilla, plantillas | fr modèle
      | ko 템플릿, 양식, 서식 | zh 模板, 範本 | ja テンプレート, ひな形
  `,
  ),
]
