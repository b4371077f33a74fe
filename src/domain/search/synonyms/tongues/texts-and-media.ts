import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Documents, messages, books, music and films. */
export const TEXTS_AND_MEDIA: readonly Relation[] = words(
  WIKTIONARY,
  `
    file, files | de datei, dateien | es archivo, archivos, fichero, ficheros | fr fichier, fichiers | pt arquivo,
      arquivos, ficheiro | it documento, cartella | ko 파일 | zh 文件, 檔案, 文档 | ja ファイル
    folder, directory | de ordner, verzeichnis | es carpeta, carpetas, directorio | fr dossier, dossiers,
      répertoire | pt pastas | it cartella, cartelle | ko 폴더, 디렉터리 | zh 文件夹, 資料夾, 目录 | ja フォルダ, フォルダー, ディレクトリ
    document, documents | de dokument, dokumente, unterlagen, papiere | es documento, documentos, papeles
      | fr papiers, documentaire | it documenti | ko 문서, 서류 | zh 文档, 文件, 資料, 资料 | ja 文書, 書類, ドキュメント
    image, picture, photo | de bild, bilder, foto, fotos, aufnahme | es imagen, imágenes, fotografía
      | fr photographie | pt imagem, imagens | it immagine, immagini | ko 이미지, 사진, 그림 | zh 图片, 圖片, 图像, 照片, 相片
      | ja 画像, 写真
    video, clip | de filmchen | it filmato, filmati | ko 동영상, 영상, 비디오 | zh 视频, 影片, 視頻, 短视频 | ja 動画, ビデオ, 映像
    audio, sound | de klang, geräusch, tonspur | es sonido, sonidos | fr bruit | it suono, suoni | ko 오디오, 소리, 음향,
      음성 | zh 音频, 声音, 音訊, 聲音 | ja 音声, サウンド, オーディオ
    voice, speech | de stimme, stimmen, sprache, sprachausgabe | es voz, voces, discurso | fr parole, discours
      | pt vozes, fala | it voce, voci | ko 목소리, 음성, 연설 | zh 语音, 語音, 声音, 嗓音, 演讲 | ja 音声, ボイス, スピーチ
    text, message | de nachricht, nachrichten, mitteilung | es texto, textos, mensaje, mensajes | fr texte, textes
      | pt mensagem, mensagens | it testi, messaggio, messaggi | ko 텍스트, 문자, 메시지 | zh 文本, 文字, 消息, 信息, 短信, 訊息
      | ja テキスト, 文章, メッセージ
    letter, letters | de briefe, anschreiben, schreiben | es carta, cartas | fr lettre, lettres, courrier
      | it lettera, lettere | ko 편지, 서신 | zh 信件, 书信, 信函 | ja 手紙, 書簡
    email, mail | de mails, postfach, e-mails | es correo, correos, correo electrónico | fr courriel, courriels
      | pt correio | it posta, posta elettronica | ko 이메일, 메일, 전자우편 | zh 邮件, 邮箱, 電子郵件, 电子邮件, 郵件 | ja メール, 電子メール,
      eメール
    note, notes | de notiz, notizen, mitschrift | es nota, notas, apuntes | fr prise de notes, carnet
      | pt anotações | it appunti | ko 노트, 메모, 필기 | zh 笔记, 筆記, 备忘录, 便签 | ja メモ, ノート, 覚書
    report, reports | de bericht, berichte, meldung | es informe, informes, reporte, reportes | fr rapport,
      rapports, compte rendu | pt relatório, relatórios | it rapporto, relazione, resoconto | ko 보고서, 리포트 | zh 报告,
      報告, 报表 | ja レポート, 報告書
    article, articles | de artikel, aufsatz, beitrag | es artículo, artículos | pt artigo, artigos | it articolo,
      articoli | ko 기사, 논설 | zh 文章, 稿件 | ja 記事, 論説
    news, headlines | de neuigkeiten, schlagzeilen, nachrichten | es noticias, noticia, actualidad, titulares
      | fr actualité, actualités, nouvelles, infos | it notizie, notizia | ko 뉴스, 소식, 기사 | zh 新闻, 新聞, 资讯, 消息, 头条
      | ja ニュース, 報道, 最新情報
    book, books | de buch, bücher, hörbuch | es libro, libros | fr livre, livres, bouquin | pt livro, livros
      | it libri | ko 도서, 책을, 책이, 서적 | zh 书籍, 图书, 書籍, 看书 | ja 本を, 図書, 本の
    story, stories | de geschichte, geschichten, erzählung, märchen | es cuento, cuentos, historia, historias,
      relato | fr histoire, histoires, conte, récit | pt conto | it storia, storie, racconto | ko 이야기, 동화, 소설
      | zh 故事, 童话, 小说 | ja 物語, 童話, 小説, お話
    novel, fiction | de roman, romane | es novela, novelas, ficción | fr romans | pt romance, ficção | it romanzo,
      romanzi | ko 소설, 웹소설 | zh 小说, 小說, 网文 | ja 小説, ラノベ
    poem, poetry | de gedicht, gedichte, lyrik | es poema, poemas, poesía | fr poème, poèmes, poésie | ko 시 쓰기, 시를
      | zh 诗歌, 诗词, 写诗, 詩詞 | ja 詩を, 俳句, 短歌
    song, music | de lied, lieder, musik, musikstück | es canción, canciones, música | fr chanson, chansons,
      musique | pt canção, canções, músicas | it canzone, canzoni | ko 노래, 음악 | zh 歌曲, 音乐, 音樂 | ja 音楽, 曲を, 歌を, 楽曲
    lyrics, songwriting | de liedtext, songtext | es letra de canción, letras | fr paroles | pt letra de música
      | it testo canzone | ko 가사, 작사 | zh 歌词, 歌詞 | ja 作詞
    movie, film | de filme, kino, spielfilm | es película, películas, cine | fr films, cinéma | pt filmes | ko 영화
      | zh 电影, 電影 | ja 映画
    game, games | de spiel, spiele, videospiel | es juego, juegos, videojuego, videojuegos | fr jeu, jeux,
      jeu vidéo | pt jogo, jogos | it gioco, giochi, videogioco | ko 게임, 놀이 | zh 游戏, 遊戲 | ja ゲーム, 遊び
    picture book, children | de bilderbuch, kinder | es niños, niño, infantil, hijos, hijo | fr enfant, enfants,
      album jeunesse | pt criança, crianças, filhos | it bambini, bambino, figli | ko 어린이, 아이, 아동, 자녀 | zh 儿童, 孩子,
      兒童, 小孩, 绘本 | ja 子供, 子ども, 児童, 絵本
  `,
)
