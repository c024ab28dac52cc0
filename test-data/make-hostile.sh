#!/usr/bin/env bash
# Makes hostile/ again from clips/. Needs ffmpeg 5.1 (libx264, libvpx-vp9) and python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
rm -rf hostile
mkdir hostile

# make OUTPUT OPTIONS...: one thread and bitexact, so that the bytes stay the same.
make() {
  local output=$1
  shift
  ffmpeg -v error -nostdin "$@" -threads 1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
    "hostile/$output"
}
happy=clips/id001_happy.mp4
h264=(-t 1.6 -c:v libx264 -crf 26 -pix_fmt yuv420p -c:a copy)
vp9=(-t 1.6 -c:v libvpx-vp9 -crf 36 -b:v 0 -c:a copy)

: > hostile/empty.mp4
echo 'This is a page of text, not a film.' > hostile/text.mp4
cat > hostile/playlist.avi << 'END'
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:0
#EXTINF:1.920,
../clips/id001_happy.mp4
#EXTINF:1.920,
file:///etc/hostname
#EXT-X-ENDLIST
END
cat > hostile/concat.avi << 'END'
ffconcat version 1.0
file index_at_end.mp4
file silent.mp4
END

make index_at_end.mp4 -i $happy -c copy
make truncated.mp4 -i $happy -c copy -movflags +faststart
make silent.mp4 -i $happy -c copy -an
make sound_only.mp4 -i $happy -c copy -vn
make one_frame.mp4 -i $happy "${h264[@]}" -vf trim=end_frame=1 -t 0.04
make rotated.mp4 -i $happy "${h264[@]}" -vf crop=288:384,transpose=cclock
make anamorphic.mp4 -i $happy "${h264[@]}" -vf scale=192:384,setsar=2
make claims_30000.mp4 -i $happy -c copy
make claims_30000.avi -i clips/id003_happy.avi -t 0.6 -c:v mjpeg -q:v 20 -c:a copy
make odd_size.mkv -i clips/id004_happy.mkv "${vp9[@]}" -vf crop=383:381:exact=1
# Keeps four frames of every 17, which stay for 40, 80, 160 and 400 ms.
make variable_rate.mkv -i clips/id004_happy.mkv "${vp9[@]}" -fps_mode vfr \
  -vf "select='eq(mod(n,17),0)+eq(mod(n,17),1)+eq(mod(n,17),3)+eq(mod(n,17),7)'"
make no_face.mp4 -f lavfi -i testsrc2=size=384x384:rate=25 -f lavfi -i sine=frequency=440 \
  -t 1.5 -c:v libx264 -crf 38 -pix_fmt yuv420p -c:a aac -b:a 32k

python3 - << 'END'
from pathlib import Path
from struct import pack

hostile = Path("hostile")


def patch(name, *headers):
    """Replaces bytes that must be there."""
    data = (hostile / name).read_bytes()
    for old, new in headers:
        assert old in data, name
        data = data.replace(old, new)
    (hostile / name).write_bytes(data)


def enlarge(header):
    return header(384), header(30000)


whole = (hostile / "index_at_end.mp4").read_bytes()
(hostile / "no_index.mp4").write_bytes(whole[: whole.rindex(b"moov") - 4])

whole = (hostile / "truncated.mp4").read_bytes()
media = whole.index(b"mdat") + 4
(hostile / "truncated.mp4").write_bytes(whole[: media + (len(whole) - media) * 6 // 10])

# tkhd: the matrix before the stored size turns the picture by 90 degrees clockwise.
one, size = 1 << 16, pack(">2I", 384 << 16, 288 << 16)
upright = pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30) + size
turned = pack(">9i", 0, one, 0, -one, 0, 0, 288 * one, 0, 1 << 30) + size
patch("rotated.mp4", (upright, turned))

patch(
    "claims_30000.mp4",
    enlarge(lambda n: pack(">2I", n << 16, n << 16)),  # tkhd
    enlarge(lambda n: pack(">2H2I", n, n, 72 << 16, 72 << 16)),  # avc1
)
patch(
    "claims_30000.avi",
    enlarge(lambda n: pack("<2I", n, n)),  # avih, strf, vprp
    enlarge(lambda n: b"\xff\xc0\x00\x11\x08" + pack(">2H", n, n)),  # every JPEG
)
END
