import { skills } from '../skill-text.ts'

export const MEDIA = skills(`
brightloom/image-generator: images, ai-art
Generates pictures from text with several models (Flux, GPT Image, Imagen), in any size, with seeds and variations.
  Describe subject, setting, light and style. Offer four variations. Save prompt and seed beside the file.

brightloom/midjourney-prompts: midjourney, prompts
Writes Midjourney prompts: style references, aspect ratios, negative words, and consistent characters.
  Subject first, then medium, light, lens. Keep it under sixty words.

moonbyte/stable-diffusion-local: stable-diffusion, comfyui
Runs Stable Diffusion on your own graphics card with ComfyUI: checkpoints, LoRA, inpainting, upscaling.
  Eight gigabytes of video memory are enough for most. Workflows are JSON and can be shared.

brightloom/product-photos: ecommerce, images
Turns a plain snapshot of a product into shop photos: clean background, soft shadow, lifestyle scenes.
  The product itself must not change. Check the label letter by letter.

brightloom/avatar-portraits
Makes profile pictures and headshots from selfies in a professional, cartoon or painted style.
  Ask for five photos in good light. Faces of others need their consent.

brightloom/background-remover: images
Cuts the background out of photos, in bulk, and saves transparent PNG files.
  Hair and glass need a second pass. Look at the edges on black and on white.

papercrane/image-resize: images, imagemagick
Resizes, crops, converts and compresses images with ImageMagick, a whole folder at once: JPEG, WebP, AVIF, HEIC.
  Work on copies. Keep the colour profile. Strip the location from the metadata.

brightloom/logo-designer: logo, branding
Draws logos as SVG from a brief, in three directions, with black-and-white and tiny versions.
  A logo must work at 16 pixels. No more than two colours. No generic swooshes.

brightloom/icon-set: svg, icons
Makes matching SVG icons on a grid, with one stroke width, and optimises them for the web.
  Draw on 24 by 24. Round caps everywhere or nowhere.

brightloom/figma-to-code: figma, frontend
Reads a Figma file and writes the matching components, with its spacing, colours and text styles.
  Ask for the frame's link. Use the tokens of the file. Compare a screenshot at the end.

brightloom/color-palettes: color, design
Builds colour palettes from a photo or a mood, in OKLCH, with names and contrast figures.
  One main colour, one accent, five greys. Check for colour blindness.

papercrane/video-editor: video, ffmpeg
Cuts, joins, crops, speeds up and compresses videos with ffmpeg, and adds text or music.
  Copy streams where nothing has to change. Give times as hh:mm:ss. Preview ten seconds first.

moonbyte/youtube-summary: youtube, summary
Summarises a YouTube video from its captions, with the minute of each point and the three best quotes.
  Ask for the address. Without captions, transcribe the sound. Say what was left out.

papercrane/video-downloader: youtube, download
Downloads videos, audio tracks and captions from YouTube and other sites with yt-dlp.
  Only what you may keep. Choose 1080p unless told otherwise. Audio alone becomes m4a.

papercrane/gif-maker: gif, animation
Makes small, smooth GIFs and animated stickers from a clip.
  Ten frames a second. Two passes for the palette. Under five megabytes.

moonbyte/whisper-local: transcription, speech-to-text
Transcribes recordings offline with Whisper: timestamps, any language, no audio leaves the computer.
  Convert to 16 kHz mono. The medium model is a good start. Names are given as a hint.

pinecall/call-transcripts: transcription, calls
Turns recorded phone and Zoom calls into text with speakers told apart, and marks promises and questions.
  Tell everybody that it is recorded. Two speakers are told apart well, six are not.

papercrane/lyrics-sync: music, lyrics
Times the lyrics of a song to its sound and writes LRC files for karaoke.
  Split the voice from the music first. Correct by tapping along.

moonbyte/text-to-speech: tts, voice
Reads text aloud with natural voices from ElevenLabs, OpenAI or the system, and saves audio files.
  Spell out abbreviations. One paragraph a request. Ask before cloning a voice.

papercrane/audiobook-maker: tts, ebook
Makes an audiobook out of an e-book: chapters, a voice for each character, loudness as the shops want it.
  Clean footnotes out. Listen to the first minute of each chapter.

moonbyte/voice-assistant-wake
Wake word, speech recognition and spoken answers on a Raspberry Pi, all offline.
  A good microphone matters most. Answers are two sentences.

papercrane/music-generator: music, suno
Composes background music and songs with Suno: genre, mood, structure, lyrics.
  Verse, chorus, bridge in brackets. No names of living artists.

saltmarsh/spotify-player: spotify, music
Controls Spotify: play, queue, search, make playlists, and see what is playing.
  Needs a premium account and a device that is awake. Playlists are private unless asked.

saltmarsh/sonos-speakers: sonos, audio
Plays and groups Sonos speakers, sets the volume room by room, and stops the kitchen at night.
  Finds the speakers on the local network. Groups are undone afterwards.

papercrane/subtitle-translator: subtitles, translation
Translates subtitle files into other languages and keeps timing, line length and jokes.
  Translate by scene, not by line. At most 42 characters a line.

papercrane/photo-dedupe: photos
Finds duplicate and blurred photos in a large library and proposes which to keep.
  Compares by perceptual hash. The sharpest of a burst stays. Nothing is deleted without a list.

papercrane/screen-recorder
Records the screen of a Mac or Linux desktop with sound, and trims the beginning and end.
  Ask for the window. Hide notifications first.

kestrelworks/3d-printing: 3d, printer
Prepares models for 3D printers: repairs meshes, slices, supports, and finds out why a print failed.
  Look at the first layer. Wet filament strings. A calibration cube tells a lot.

brightloom/comic-strips
Draws four-panel comics with the same characters in each panel and readable speech bubbles.
  Write the joke first. Bubbles are added afterwards, as text.

papercrane/stock-photos: photos, images
Finds free stock photos on Unsplash and Pexels, with licence and credit line.
  Search in nouns. Check for recognisable people and brands.

brightloom/remotion-videos: video, react
Makes videos from code with React and Remotion: captions, charts that grow, exports for social media.
  Thirty frames a second. Keep randomness seeded.

saltmarsh/movie-night: film, tv
Recommends films and series by mood and taste, and says where they are streaming.
  Ask for two that you liked. Three suggestions, no spoilers.

saltmarsh/plex-library: plex, media
Manages a Plex or Jellyfin server: search, metadata, missing episodes, watch history.
  Names follow the pattern Show (Year)/Season 01. Scan only the changed folder.
`)
