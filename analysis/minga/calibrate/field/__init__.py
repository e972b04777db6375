"""The field stage: what is fitted to programmes of business networks, with the laboratory as prior.

python -m minga.calibrate screen --minga build/release/minga   # which parameters move a target
python -m minga.calibrate field --minga build/release/minga    # fit, page, figure, draws
python -m minga.calibrate choose --minga build/release/minga   # which draw is shipped
python -m minga.calibrate carry otavalo                        # a scenario over the posterior
"""
