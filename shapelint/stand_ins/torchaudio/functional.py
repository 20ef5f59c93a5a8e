"""torchaudio.functional: what torchaudio.transforms does, in one call."""

from torchaudio import transforms


def resample(waveform, orig_freq, new_freq, *args, **kwargs):
    return transforms.Resample(orig_freq, new_freq)(waveform)


def amplitude_to_DB(x, multiplier, amin, db_multiplier, top_db=None):
    return x


def DB_to_amplitude(x, ref, power):
    return x


def gain(waveform, gain_db=1.0):
    return waveform


def highpass_biquad(waveform, sample_rate, cutoff_freq, Q=0.707):
    return waveform


def lowpass_biquad(waveform, sample_rate, cutoff_freq, Q=0.707):
    return waveform


def mask_along_axis(specgram, mask_param, mask_value, axis, p=1.0):
    return specgram
