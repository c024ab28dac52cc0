/**
 * The ground floor: what a clip is, where clips are listed, why one is rejected, and the image that
 * travels between rooms.
 */
package org.sparkaffect.clip;
