import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Data, websites, devices and their security. */
export const COMPUTERS: readonly Relation[] = words(
  WIKTIONARY,
  `
    data, dataset | de daten, datensatz, datensätze, datenbestand | es datos, dato | fr données, donnée,
      jeu de données | pt dados | it dati | ko 데이터, 자료 | zh 数据, 資料, 數據, 数据集 | ja データ, 情報
    database, sql | de datenbank, datenbanken | es base de datos, bases de datos | fr base de données,
      bases de données, bdd | pt banco de dados | it base di dati | ko 데이터베이스, 디비 | zh 数据库, 資料庫 | ja データベース
    query, queries | de abfrage, abfragen | es consulta, consultas | fr requête, requêtes | it interrogazione
      | ko 쿼리, 질의 | zh 查询语句, 查询 | ja クエリ, 問い合わせ
    table, spreadsheet | de tabelle, tabellen, tabellenkalkulation | es tabla, tablas, hoja de cálculo,
      hojas de cálculo | fr tableau, tableaux, tableur, feuille de calcul | pt tabela, tabelas, planilha,
      planilhas | it tabella, foglio di calcolo | ko 표를, 스프레드시트, 엑셀 | zh 表格, 电子表格, 試算表 | ja 表計算, 表を, スプレッドシート,
      エクセル
    chart, graph, diagram | de diagramm, diagramme, grafik, schaubild | es gráfico, gráficos, gráfica, diagrama,
      diagramas | fr graphique, graphiques, diagrammes | it grafici, diagramma | ko 차트, 그래프, 도표, 다이어그램 | zh 图表,
      圖表, 流程图, 曲线 | ja 図表, グラフ, チャート
    statistics, metrics | de statistik, statistiken, kennzahl, kennzahlen | es estadística, estadísticas,
      métricas, indicadores | fr statistique, statistiques, indicateurs, indicateur | pt estatística, estatísticas
      | it statistica, statistiche, metriche | ko 통계, 지표 | zh 统计, 指标, 統計 | ja 指標
    website, web page, site | de webseite, webseiten, internetseite, netzseite | es página web, sitio web,
      páginas web, sitio | fr site web, page web | pt páginas | it sito, sito web, siti | ko 웹사이트, 홈페이지, 웹페이지, 사이트
      | zh 网站, 网页, 網站, 網頁, 官网 | ja ウェブサイト, ホームページ, サイト
    page, landing page | de seite, seiten, landeseite | es página, páginas | fr page d'accueil | it pagine
      | ko 페이지, 랜딩페이지 | zh 页面, 落地页, 頁面 | ja ページ
    browser | de browsern | es navegador, navegadores | fr navigateur, navigateurs | it navigatore | ko 브라우저
      | zh 浏览器, 瀏覽器 | ja ブラウザ, ブラウザー
    app, mobile, application | de anwendung, anwendungen, handy, mobil, smartphone | es aplicación, aplicaciones,
      móvil, celular | fr appli, applis, téléphone | pt aplicativo, aplicativos | it applicazione, applicazioni,
      cellulare, telefonino | ko 앱을, 모바일, 애플리케이션, 어플, 휴대폰 | zh 应用, 手机, 應用, 手機, 小程序, 应用程序 | ja アプリ, スマホ, 携帯,
      アプリケーション
    software, program | de programm | es programas, programa | fr logiciel, logiciels | it programmi, programma
      | ko 소프트웨어, 프로그램 | zh 软件, 軟體, 程序, 程式 | ja ソフト, ソフトウェア, プログラム
    computer, desktop | de rechner, computern, bildschirm | es ordenador, ordenadores, computadora, pantalla,
      escritorio | fr ordinateur, ordinateurs, écran | pt computador, tela | it schermo, calcolatore | ko 컴퓨터,
      데스크톱, 화면 | zh 电脑, 计算机, 電腦, 桌面, 屏幕 | ja パソコン, コンピュータ, 画面, デスクトップ
    server, hosting | de serverbetrieb, servern | es servidor, servidores, alojamiento web | fr serveur, serveurs,
      hébergement web | it servizio | ko 서버, 호스팅 | zh 服务器, 伺服器, 主机 | ja サーバー, サーバ, ホスティング
    network, networking | de netzwerk, netzwerke, netz | es redes | fr réseau, réseaux | pt rede | it rete, reti
      | ko 네트워크, 통신망 | zh 网络, 網路 | ja ネットワーク, 通信
    cloud, storage | de speicher, speicherplatz | es nube, almacenamiento | fr nuage, stockage | pt nuvem,
      armazenamento | it nuvola, archiviazione | ko 클라우드, 저장소, 스토리지 | zh 云存储, 雲端, 存储 | ja クラウド, ストレージ, 保存先
    password, credentials | de passwort, passwörter, kennwort, zugangsdaten | es contraseña, contraseñas, clave
      | fr mot de passe, mots de passe, identifiants | pt senha, senhas | it parola d'ordine, credenziali
      | ko 비밀번호, 암호, 패스워드 | zh 密码, 密碼, 凭证, 口令 | ja パスワード, 暗証, 資格情報
    key, token, secret | de schlüssel, geheimnis, geheimnisse | es claves, llave, secreto, secretos | fr clé,
      clés, jeton, jetons | pt chave, chaves, segredo | it chiave, chiavi, segreti | ko 키를, 토큰, 비밀 | zh 密钥, 令牌, 金鑰
      | ja キー, トークン, 秘密
    encryption, encrypt | de verschlüsseln, verschlüsselung | es cifrado, cifrar, encriptar | fr chiffrement,
      chiffrer, crypter | pt criptografia, criptografar | it cifratura, crittografia | ko 암호화 | zh 加密 | ja 暗号化, 暗号
    vulnerability, vulnerabilities, attack | de schwachstelle, schwachstellen, sicherheitslücke,
      sicherheitslücken, angriff, angriffe | es vulnerabilidad, vulnerabilidades, ataque, ataques
      | fr vulnérabilité, vulnérabilités, faille, failles, attaque, attaques | pt vulnerabilidade
      | it vulnerabilità, attacco, attacchi | ko 취약점, 공격 | zh 漏洞, 攻击, 攻擊 | ja 脆弱性, 攻撃
    privacy, gdpr | de datenschutz, dsgvo, privatsphäre | es privacidad, protección de datos, rgpd
      | fr confidentialité, vie privée, protection des données | pt privacidade, lgpd | it riservatezza | ko 개인정보,
      프라이버시 | zh 隐私, 隱私, 个人信息 | ja 個人情報, プライバシー
    permission, access | de zugriff, zugriffe, berechtigung, berechtigungen, rechte | es permiso, permisos, acceso
      | fr accès, droits, autorisation | pt permissão, permissões, acesso | it permesso, permessi | ko 권한, 접근
      | zh 权限, 访问, 權限, 存取 | ja 権限, アクセス, 許可
    user, users | de benutzer, nutzer, anwender | es usuario, usuarios | fr utilisateur, utilisateurs | it utente,
      utenti | ko 사용자, 이용자, 유저 | zh 用户, 使用者 | ja ユーザー, 利用者
    account, profile | de konto, konten, benutzerkonto, profil | es cuenta, cuentas, perfil, perfiles | fr compte,
      comptes | pt conta, contas | it profilo, profili | ko 계정, 프로필, 계좌 | zh 账号, 账户, 帳號, 帳戶 | ja アカウント, 口座, プロフィール
    memory, remember | de gedächtnis, merken, merke | es recuerdos, memoria, recordar | fr mémoire, souvenir,
      mémoriser | pt lembrar | it ricordo, ricordi | ko 기억, 메모리, 기억해 | zh 记忆, 記憶, 记住, 内存 | ja メモリ, 覚え
    knowledge, knowledge base, wiki | de wissen, wissensdatenbank, kenntnisse | es conocimiento, conocimientos,
      base de conocimiento | fr connaissance, connaissances, savoir, base de connaissances | pt conhecimento
      | it conoscenza, conoscenze | ko 지식, 위키 | zh 知识, 知识库, 知識, 知識庫 | ja ナレッジ
    agent, agents, multi agent | de agenten | es agentes, agente | it agenti | ko 에이전트, 대리 | zh 智能体, 代理, 智慧體
      | ja エージェント
  `,
)
