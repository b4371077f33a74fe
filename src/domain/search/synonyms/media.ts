import { groups, type SynonymGroup } from './group.ts'
import { CAMBRIDGE, MICROSOFT, WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Pictures, sound, films, news, social networks and games. */
export const MEDIA: readonly SynonymGroup[] = [
  ...groups(
    CAMBRIDGE,
    `
    film, movie, cinema | de spielfilm, filme, kino | es película, películas, cine | ko 영화, 극장 | zh 电影, 電影
      | ja 映画
    tv, television, telly | de fernseher, fernsehen | es tele | fr téléviseur | ko 텔레비전, 티비 | zh 电视, 電視
      | ja テレビ
    tv show, tv series, series, box set | de fernsehserie, serie, serien | es serie de televisión | fr série télévisée
      | ko 드라마, 티비 프로그램 | zh 电视剧, 電視劇, 剧集 | ja ドラマ, テレビ番組
    football, soccer | de fußball | es fútbol | ko 축구 | zh 足球 | ja サッカー
  `,
  ),
  ...groups(
    WIKTIONARY,
    `
    image, picture, photo, photograph, pic | de bild, bilder, foto, fotos | es imagen, imágenes
      | fr photographie, cliché | ko 이미지, 사진, 그림 | zh 图片, 圖片, 照片, 图像, 圖像 | ja 画像, 写真, イメージ
    draw, drawing, sketch, illustration | de zeichnen, zeichnung | es dibujar, dibujo, ilustración
      | fr dessiner, dessin | ko 그리기, 일러스트, 스케치 | zh 画画, 繪圖, 绘图, 插画, 插畫
      | ja 描く, イラスト, お絵かき
    video, clip, footage | ko 동영상, 비디오, 영상 | zh 视频, 影片, 視頻 | ja 動画, ビデオ, 映像
    subtitle, caption, closed captions, srt | de untertitel | es subtítulo, subtítulos | fr sous-titre, sous-titres
      | ko 자막 | zh 字幕 | ja 字幕付き
    audio, sound | de klang, geräusch | es sonido | fr sonore | ko 오디오, 소리, 음향 | zh 音频, 音訊, 声音, 聲音
      | ja 音声, オーディオ, サウンド
    voice, speech | de stimme, sprache | es voz | fr voix, parole | ko 음성, 목소리 | zh 语音, 語音, 声音
      | ja 音声, ボイス
    voice message, voice note, voice memo | de sprachnachricht, sprachnachrichten, sprachmemo
      | es mensaje de voz, nota de voz | fr message vocal, mémo vocal | ko 음성 메시지, 음성 메모
      | zh 语音消息, 語音訊息 | ja ボイスメッセージ, ボイスメモ
    music, song, tune | de musik, lied, lieder | es música, canción, canciones | fr musique, chanson, chansons
      | ko 음악, 노래 | zh 音乐, 音樂, 歌曲 | ja 音楽, 楽曲
    podcast | fr balado, baladodiffusion | ko 팟캐스트 | zh 播客 | ja ポッドキャスト
    book, novel | de buch, bücher, roman | es libro, libros, novela | fr livre, livres | ko 책, 도서, 소설
      | zh 书籍, 書籍, 读书, 小说, 小說 | ja 読書, 小説
    news, headlines, current affairs | de nachrichten, schlagzeilen, neuigkeiten | es noticias, noticia, titulares
      | fr actualités, actualité, nouvelles | ko 뉴스, 소식 | zh 新闻, 新聞, 资讯 | ja ニュース, 報道
    article, blog post, blog, post | de artikel, beitrag, beiträge | es artículo, artículos, entrada de blog
      | fr billet de blog | ko 기사, 블로그, 게시글 | zh 文章, 博客, 部落格 | ja 記事, ブログ
    game, gaming, video game | de spiel, spiele, videospiel | es juego, juegos, videojuego | fr jeu, jeux, jeu vidéo
      | ko 게임 | zh 游戏, 遊戲 | ja ゲーム
    bet, betting, odds, wager, gambling | de wette, wetten, wettquoten | es apuesta, apuestas, cuotas
      | fr parier, paris sportifs | ko 베팅, 배당 | zh 博彩, 投注, 赔率 | ja 賭け, オッズ
  `,
  ),
  ...groups(
    MICROSOFT,
    `
    chat, message, messaging, instant message, dm, direct message | de nachricht, nachrichten
      | es mensaje, mensajes, mensajería | fr messagerie instantanée, discuter | ko 채팅, 메시지, 메신저
      | zh 聊天, 消息, 訊息 | ja チャット, メッセージ
    sms, text message, texting | de kurznachricht | es mensaje de texto | fr texto, textos | ko 문자, 문자 메시지
      | zh 短信, 簡訊 | ja ショートメール
    call, phone call, telephone call, dial | de anruf, anrufe, anrufen, telefonieren | es llamada, llamadas, llamar
      | fr appel, appels, appeler | ko 전화, 통화 | zh 电话, 電話, 打电话, 通话 | ja 通話, 電話をかける
    phone, smartphone, cell phone, mobile phone | de mobiltelefon, telefon | es móvil, celular, teléfono
      | fr téléphone, téléphone portable | ko 휴대폰, 스마트폰, 핸드폰 | zh 手机, 手機
      | ja 携帯, スマホ, スマートフォン
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    social media, social network, socials | de soziale medien, soziale netzwerke | es redes sociales, red social
      | fr réseaux sociaux, réseau social | ko 소셜 미디어, 에스엔에스 | zh 社交媒体, 社群媒體, 社交网络
      | ja ソーシャルメディア
    rss, feed reader, atom feed, news feed | de nachrichtenfeed | es lector de noticias | fr flux rss | ko 피드 구독
      | zh 订阅源 | ja rssリーダー
    bookmark, read later, saved links, favorites | de lesezeichen | es marcador, marcadores, favoritos
      | fr marque-page, favoris, signet | ko 북마크, 즐겨찾기 | zh 书签, 書籤, 收藏 | ja ブックマーク, お気に入り
  `,
  ),
]
