package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** An open decoder of one stream. Damaged packets are passed over, as players do. */
final class TrackDecoder implements AutoCloseable {
  private final AVCodecContext context;

  TrackDecoder(AVStream stream, int threads, long maxPixels) throws RejectedException {
    int id = stream.codecpar().codec_id();
    AVCodec codec = avcodec_find_decoder(id);
    if (codec == null) {
      throw new RejectedException(
          RejectReason.CORRUPT, "no decoder for codec " + avcodec_get_name(id).getString());
    }
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    context.thread_count(threads);
    context.max_pixels(maxPixels);
    int result = avcodec_open2(context, codec, (AVDictionary) null);
    if (result < 0) {
      avcodec_free_context(context);
      throw new RejectedException(
          RejectReason.CORRUPT,
          "decoder of "
              + avcodec_get_name(id).getString()
              + " does not open: "
              + AvError.text(result));
    }
  }

  void send(AVPacket packet) {
    avcodec_send_packet(context, packet);
  }

  boolean receive(AVFrame frame) {
    return avcodec_receive_frame(context, frame) == 0;
  }

  @Override
  public void close() {
    avcodec_free_context(context);
  }
}
