import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE } from '../sources.ts'

/** Pictures, films, sound and what to enjoy. */
export const MEDIA_WORDS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    make a picture, make pictures, picture of, draw me, draw a, make an image, create a picture, picture from text,
      paint me | de bild erstellen, bilder erzeugen, bild malen | es crear una imagen, hacer dibujos, dibújame
      | fr créer une image, dessine-moi | pt criar imagem, gerar imagem, desenhar | it creare immagine, disegnare,
      disegno | ko 그림 그려, 그려줘, 이미지 만들 | zh 画图, 生成图片, 画一张, 作图 | ja 絵を描いて, 画像を作
      > image generation, text to image, illustration
    blurry, blurry photo, old photos, faded, low quality photo, make it sharper, look better, touch up, retouch,
      wrinkles | de unscharf, alte fotos | es borrosa, fotos antiguas | fr floue, vieilles photos | pt desfocada,
      fotos antigas | it sfocata, vecchie foto | ko 흐릿, 오래된 사진, 보정 | zh 模糊, 老照片, 修图 | ja ぼやけ, 古い写真, 補正
      > upscale, photo restoration, image enhancement, image editing
    photos on my phone, thousands of photos, find a photo, find photos, sort my photos, holiday pictures, photo album
      | de fotos sortieren, fotoalbum | es ordenar fotos, álbum de fotos | fr trier mes photos, album photo
      | pt organizar fotos, álbum | it ordinare foto | ko 사진 정리, 앨범 | zh 整理照片, 相册 | ja 写真整理, アルバム
      > photo library, photos, organize
    whats in this picture, what is in the picture, describe a picture, describe the picture, what does this picture,
      recognise what, what plant is this | ko 사진 속 | zh 图里, 看图, 识图 | ja 画像に何が
      > image analysis, vision, image recognition
    product pictures, product photos, pictures for my shop, photos of my products | de produktbilder
      | es fotos de producto | fr photos produit | ko 상품 사진, 제품 사진 | zh 商品图, 产品图, 主图 | ja 商品写真
      > product photography, ecommerce, image generation
    make a film, make a movie, make a clip, turn into a video, text into a video, short videos, short clips, reels,
      pictures move, bring a photo to life | de video erstellen, kurzvideos | es hacer un vídeo, crear vídeo,
      vídeos cortos | fr créer une vidéo, faire une vidéo | pt criar vídeo, fazer vídeo, vídeos curtos
      | it creare video, fare un video | ko 영상 만들, 쇼츠, 짧은 영상 | zh 做视频, 短视频, 生成视频 | ja 動画を作, ショート動画
      > video generation, video, animation, video editing
    cut out the boring, trim, cut a clip, cut clips, silences, silent parts, highlights of a video, best moments
      | de video schneiden | es recortar vídeo | fr couper une vidéo, montage | pt cortar vídeo, editar vídeo
      | it tagliare video, montaggio | ko 영상 자르, 편집점 | zh 剪视频, 剪辑 | ja 動画を切, カット編集
      > video editing, ffmpeg, clip
    what they say, what is said in, words of a video, text of a video, video into text, speech into text,
      write down what, spoken words, typed up, voice into text, turn speech into, turn a recording into
      | de in text umwandeln, abtippen, mitschreiben | es pasar a texto, pasar audio a texto | fr mettre par écrit,
      audio en texte | pt transcrever, áudio em texto | it trascrivere, trascrizione, audio in testo | ko 말을 글로,
      녹음을 글로, 받아 적 | zh 转文字, 听写, 录音转 | ja テキスト化, 書き起こ
      > transcription, speech to text, whisper
    too long to watch, dont want to watch, without watching, what a video says, sum up a video, summary of a video
      | ko 영상 요약, 유튜브 요약 | zh 视频总结, 视频摘要 | ja 動画の要約
      > video summary, transcript, summarize, youtube
    read it to me, read to me, read out, read out loud, reads aloud, say it out loud, speak to me, hear it, talk back,
      answers out loud, with a voice | de vorlesen, laut lesen | es leer en voz alta, léeme | fr lire à voix haute
      | pt ler em voz alta, narrar | it leggere ad alta voce | ko 읽어줘, 소리내어 | zh 念给我听, 读出来, 朗读 | ja 読み上げて, 声に出
      > text to speech, tts, voice
    talk to it, speak instead of typing, by voice, hands free, without typing, voice commands, talk to my computer
      | de per sprache, freihändig | es por voz, manos libres | fr à la voix, mains libres | it a voce | ko 말로, 음성으로
      | zh 用语音, 说话控制 | ja 声で, 話しかけ
      > voice, speech recognition, voice assistant, dictation
    ring me, call me, phone me, make a phone call, phone people, answer the phone, pick up the phone | de ruf mich an,
      anrufen lassen | es llámame, hacer llamadas | fr m'appeler, passer un appel | pt me ligar, ligação | it chiamami,
      telefonare | ko 전화 걸, 전화해 | zh 给我打电话, 接电话 | ja 電話して, 電話に出
      > phone call, voice call, twilio, telephony
    put on some music, play some music, play a song, skip a song, next song, what song, whats this song,
      music in the kitchen, turn it up, turn up the volume, louder, quieter | de musik abspielen, lauter, leiser,
      welches lied | es poner música, subir el volumen, qué canción | fr mettre de la musique, quelle chanson,
      monter le son | pt tocar música, que música, aumentar o volume | it mettere musica, che canzone, alzare il volume
      | ko 음악 틀, 노래 틀, 볼륨 | zh 放歌, 放音乐, 听歌, 音量 | ja 音楽をかけ, 曲をかけ
      > music, playback, spotify, speakers
    write a song, make a song, make music, compose music, background music, music for my video, sing
      | de lied schreiben, musik machen | es componer, hacer música, crear una canción | fr créer une chanson
      | pt compor, criar música | it comporre, creare una canzone | ko 작곡, 노래 만들, 배경 음악 | zh 作曲, 写歌, 配乐 | ja 曲を作
      > music generation, songwriting, audio
    what to watch, something to watch, good film, good movie, film tonight, movie tonight, similar films,
      what should i watch, seen that film, in cinemas | de was schauen, guter film | es qué ver, buena película
      | fr que regarder, bon film | pt o que assistir, filme, filmes | it cosa guardare, film da vedere | ko 뭐 볼까, 볼만한,
      영화 추천 | zh 看什么电影, 追剧, 好看的 | ja 何を見, おすすめ映画
      > movie recommendations, movies, streaming, watchlist
    watch on the tv, on the tv, on my tv, turn on the tv, the big screen, films at home, movie collection
      | de auf dem fernseher | es en la tele | fr sur la télé | pt na tv, televisão | it in tv | ko 티비로, 티비 켜 | zh 开电视,
      电视上 | ja テレビで, テレビをつけ
      > tv, media server, plex, chromecast
    what to read, something to read, good book, next book, books like, what should i read, audiobook | de was lesen,
      gutes buch, hörbuch | es qué leer, buen libro | fr que lire, bon livre | pt o que ler, livro, livros
      | it cosa leggere, libro, libri | ko 뭐 읽, 책 추천 | zh 看什么书, 好书, 听书 | ja 何を読, おすすめの本
      > book recommendations, books, reading list
    background noise, noisy recording, noisy audio, hum, echo in my recording, bad sound | de hintergrundgeräusche,
      rauschen | es ruido de fondo | fr bruit de fond | ko 잡음, 소음 | zh 降噪, 杂音 | ja 雑音, ノイズ
      > audio, noise reduction, audio processing
    catch me up, caught up, whats happening in the world, whats new in, keep up with, stay up to date, up to date on,
      stay on top of, keep me posted, follow a topic, everything about a topic | de auf dem laufenden,
      was gibt es neues | es al día, qué hay de nuevo | fr au courant, quoi de neuf | pt notícias,
      me manter atualizado, novidades | it notizie, aggiornato, novità | ko 소식 알려, 최신 소식, 요즘 | zh 最新动态, 跟进, 资讯, 热点
      | ja 最新情報, 最近の動き
      > news, digest, rss, monitoring
  `,
  ),
]
