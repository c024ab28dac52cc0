#!/usr/bin/env bash
# Makes the clips of this folder again. Needs ffmpeg 5.1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

make() {
  ffmpeg -v error -nostdin -y "$@"
}
exact=(-threads 1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact)

# Red, lime, blue and white, from the upper left.
quadrants() {
  local output=$1 format=$2
  shift 2
  make -f lavfi -i color=red:size=32x24:rate=25,format=rgb24 -f lavfi -i color=lime:size=32x24,format=rgb24 \
    -f lavfi -i color=blue:size=32x24,format=rgb24 -f lavfi -i color=white:size=32x24,format=rgb24 \
    -filter_complex "xstack=inputs=4:layout=0_0|w0_0|0_h0|w0_h0,$format" -t 0.12 "$@" "${exact[@]}" "$output"
}
tv601=scale=out_color_matrix=bt601:out_range=tv,format=yuv444p
quadrants bt601.mkv $tv601 -c:v ffv1
quadrants bt709.mkv scale=out_color_matrix=bt709:out_range=tv,format=yuv444p -c:v ffv1 -colorspace bt709 -color_range tv
quadrants full_range.mp4 scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p -c:v libx264 -qp 0 -color_range pc
quadrants jpeg.avi scale=out_range=pc,format=yuvj444p -c:v mjpeg -q:v 1
quadrants rgb.avi format=bgr24 -c:v png
quadrants gray.mkv format=gray -c:v ffv1
quadrants bits10.mkv scale=out_color_matrix=bt601:out_range=tv,format=yuv422p10le -c:v ffv1
quadrants upright.mp4 format=yuv420p -c:v libx264 -qp 0
quadrants wide.webm format=yuv420p,setsar=2 -c:v libvpx-vp9 -lossless 1
quadrants wide.mov format=yuvj420p,setsar=2 -c:v mjpeg -q:v 1
quadrants rgb4.nut format=rgb4 -c:v rawvideo

# Frame n is gray of level 8 n.
counter() {
  local output=$1
  shift
  make -f lavfi -i color=black:size=32x24:rate=25,format=gray,geq=lum=8*N -frames:v 25 "$@" "${exact[@]}" "$output"
}
h264=(-pix_fmt yuvj420p -c:v libx264 -crf 10 -bf 2)
counter counter.mp4 "${h264[@]}"
counter counter.avi -pix_fmt yuvj420p -c:v mpeg4 -q:v 1 -bf 2
counter counter.h264 "${h264[@]}"
counter live.webm -pix_fmt yuv420p -c:v libvpx-vp9 -crf 4 -b:v 0 -live 1

# Eight seconds of moving pattern and gliding tone, to begin in the middle of.
moving() {
  local output=$1
  shift
  make -f lavfi -i testsrc=size=48x32:rate=6 -f lavfi -i 'aevalsrc=sin(2*PI*t*(200+20*t)):sample_rate=16000' \
    -t 8 "$@" "${exact[@]}" "$output"
}
ts=(-pat_period 9 -sdt_period 9)
aac=(-c:a aac -b:a 8k)
moving key_frames.mp4 -pix_fmt yuv420p -c:v libx264 -crf 35 -g 12 "${aac[@]}"
moving fragments.mp4 -pix_fmt yuv420p -c:v libx264 -crf 38 -g 12 "${aac[@]}" -movflags frag_keyframe+empty_moov
moving refreshed.mp4 -pix_fmt yuv420p -c:v libx264 -crf 35 -g 6 -intra-refresh 1 -an
moving key_frames.avi -c:v mpeg4 -q:v 20 -bf 2 -g 12 -c:a libmp3lame -b:a 8k -reserve_index_space 64
moving key_frames.mkv -pix_fmt yuv420p -c:v libvpx-vp9 -crf 60 -b:v 0 -g 12 -c:a libopus -b:a 8k
moving one_key_frame.ts -pix_fmt yuv420p -c:v libx264 -crf 40 -g 250 -an "${ts[@]}"
moving key_frames.ts -pix_fmt yuv420p -c:v libx264 -crf 40 -g 12 -an "${ts[@]}"
moving raw.h264 -pix_fmt yuv420p -c:v libx264 -crf 40 -g 12 -an

# A second of 440 Hz.
tone() {
  local output=$1 rate=$2
  shift 2
  make -f lavfi -i "sine=frequency=440:sample_rate=$rate:duration=1" "$@" "${exact[@]}" "$output"
}
tone tone.mp3 44100 -c:a libmp3lame -b:a 32k
tone tone.flac 16000 -c:a flac
tone tone.m4a 44100 -c:a aac -b:a 32k
tone tone.ogg 48000 -c:a libopus -b:a 16k
# Loud after silence: a length guessed from the first packets is far from the truth.
make -f lavfi -i 'aevalsrc=if(gte(t\,1.5)\,random(0)-0.5\,0):sample_rate=16000' -t 2 -c:a aac -b:a 48k "${exact[@]}" uneven.aac
make -f lavfi -i sine=frequency=440:sample_rate=8000:duration=1 -af "aselect='lt(t,0.3)+gte(t,0.7)'" -c:a pcm_u8 "${exact[@]}" gap.mkv
picture=(-f lavfi -i color=gray:size=32x24:rate=25:duration=0.4)
sine=(-f lavfi -i sine=frequency=440:sample_rate=8000:duration=0.4)
make "${picture[@]}" -itsoffset 0.25 "${sine[@]}" -map 0 -map 1 -c:v ffv1 -c:a pcm_u8 "${exact[@]}" late_sound.mkv
make "${sine[@]}" -itsoffset 0.25 "${picture[@]}" -map 0 -map 1 -c:v ffv1 -c:a pcm_u8 "${exact[@]}" late_picture.mkv
make "${picture[@]}" "${sine[@]}" -c:v ffv1 -c:a pcm_u8 -output_ts_offset -0.1 -avoid_negative_ts disabled \
  "${exact[@]}" before_zero.mkv
tone nine_channels.wav 8000 -t 0.05 -af 'aeval=val(0)|val(0)|val(0)|val(0)|val(0)|val(0)|val(0)|val(0)|val(0):c=7.1+BC' -c:a pcm_u8
