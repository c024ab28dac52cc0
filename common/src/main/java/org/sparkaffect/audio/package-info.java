/**
 * The voice: the descriptors and functionals of eGeMAPS (Eyben et al., "The Geneva Minimalistic
 * Acoustic Parameter Set (GeMAPS) for Voice Research and Affective Computing", 2016) with the
 * values of openSMILE's eGeMAPSv02, from 16 kHz, mono, 16 bit.
 */
package org.sparkaffect.audio;
