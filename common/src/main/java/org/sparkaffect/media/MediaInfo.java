package org.sparkaffect.media;

/**
 * What a file holds.
 *
 * @param durationUs playing time of the video, or of the sound where there is no video, in
 *     microseconds from the file's start
 * @param video whether there is a video stream
 * @param sound whether there is a sound stream
 * @param width columns as displayed, after rotation and pixel aspect; 0 without video
 * @param height rows as displayed; 0 without video
 * @param fps mean frames a second as the container states it; 0 without video
 */
public record MediaInfo(
    long durationUs, boolean video, boolean sound, int width, int height, double fps) {}
