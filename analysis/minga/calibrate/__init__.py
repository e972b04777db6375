"""Calibration: free parameters of the model fitted to data, by a method that others can run again.

The laboratory stage fits the profiles' conduct and the learning of beliefs to the voluntary
contributions of Fischbacher and Gächter (2010, American Economic Review 100:541):

    python -m minga.calibrate lab --minga build/release/minga

It writes ``docs/calibration.md``, ``docs/images/calibration-lab.png`` and ``posterior-lab.csv``.
"""
