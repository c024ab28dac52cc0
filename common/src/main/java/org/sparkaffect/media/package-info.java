/**
 * A media file in one decoding pass: the frames on screen at given times, and the sound at 16 kHz,
 * mono, 16 bit. FFmpeg reads through our own stream and nothing else.
 */
package org.sparkaffect.media;
